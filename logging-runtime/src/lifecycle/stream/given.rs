//! What a stream is made a stage with.

use std::borrow::Cow;

use futures_core::Stream;

use super::running::{Running, State};
use super::{Run, StagedStream};
use crate::classify::Verdict;
use crate::lane;
use crate::lifecycle::timer;
use crate::line::{Fields, Giver};
use crate::site::Site;
use crate::value::Value;

/// Makes a stream a stage. (`#[stage]` on a function that returns one times how it is made, and not
/// how it is read.)
///
/// The stage starts when the stream is first polled, and ends with it: `success` after its last
/// item, `cancelled` when it is dropped before that, `error` when it panics. Its result line says
/// how many `items` it gave. A stream that is never polled writes nothing.
///
/// A consumer that takes only some of the items drops the stream before its end. If that is how it
/// is meant, the stage belongs outside: `stream.take(5).in_stage("first_five")`.
///
/// The items are not looked at, so that this goes on every stream. What they mean is said by
/// [`StagedStream::outcome`], or found out by [`stage_stream!`](crate::stage_stream).
///
/// ```
/// use futures::StreamExt;
/// use futures::stream::iter;
/// use logging_runtime::InStage;
/// # futures::executor::block_on(async {
/// let pages = iter(["one", "two"]).in_stage("pages");
/// assert_eq!(pages.count().await, 2);
/// # });
/// ```
pub trait InStage: Stream + Sized {
    /// The stream as a stage of this name.
    fn in_stage(self, name: &str) -> StagedStream<Self> {
        self.in_stage_with(name, &[])
    }

    /// As [`InStage::in_stage`], with fields, which stand on the stage's lines.
    ///
    /// ```
    /// use logging_runtime::InStage;
    /// let pages = futures::stream::iter(["one", "two"]);
    /// let pages = pages.in_stage_with("pages", &[("attempt", &1), ("source", &"cache")]);
    /// # drop(pages);
    /// ```
    fn in_stage_with(self, name: &str, fields: &[(&str, &dyn Value)]) -> StagedStream<Self> {
        let mut given = Given::new(timer::stage_site(), Cow::Owned(name.to_owned()));
        for (key, value) in fields {
            given.field(key, *value);
        }
        given.around(self, ())
    }
}

impl<S: Stream> InStage for S {}

/// A stage before its stream is polled: its name and its fields.
#[doc(hidden)]
pub struct Given {
    site: &'static Site,
    name: Cow<'static, str>,
    fields: Fields,
}

impl Given {
    /// A stage of this site.
    pub fn at(site: &'static Site) -> Given {
        Given::new(site, Cow::Borrowed(site.place().name))
    }

    fn new(site: &'static Site, name: Cow<'static, str>) -> Given {
        Given {
            site,
            name,
            fields: Fields::default(),
        }
    }

    /// A field of its lines, written as the settings demand that hold here and now.
    pub fn field(&mut self, key: &str, value: &(impl Value + ?Sized)) {
        let rules = lane::rules(lane::current());
        self.fields.push(rules, Giver::Run, key, value.capture());
    }

    /// The stream as this stage, its items judged by their type.
    pub fn judging<S: Stream, F>(self, stream: S, judge: F) -> StagedStream<S, F>
    where
        F: FnMut(&S::Item) -> Verdict,
    {
        self.around(stream, judge)
    }

    fn around<S, J>(self, stream: S, judge: J) -> StagedStream<S, J> {
        StagedStream {
            stream: Some(stream),
            judge,
            state: State::New(self),
        }
    }

    /// Starts the stage, or not, where nobody wants its lines.
    pub(super) fn start(self) -> Option<Running> {
        let run = Run::named(self.site, &self.name, |start| start.given(&self.fields))?;
        Some(Running::new(run))
    }
}
