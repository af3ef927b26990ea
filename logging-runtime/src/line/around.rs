//! What the lines of a scope share, looked at once: how the fields of a stage and those of the context around it
//! stand beside each other.

#![allow(
    clippy::inline_always,
    reason = "what a line is written with has its place in memory where it is passed to a call"
)]

use super::copy::Ink;
use super::fields::Fields;
use super::keys::{HEAD, Keys, MIDDLE, is_before, is_first};
use super::schema::EVENT;

/// How the fields of a stage and of a context stand together in a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around {
    keys: Keys,
    /// Where it is not, the fields have to be chosen for each line.
    is_usual: bool,
    /// Of their parts behind `detail`, that of the context stands first.
    context_is_first: bool,
    /// What a run says of itself has its place behind the heads of both.
    is_of_run: bool,
}

/// The lists of a scope, and how they stand together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lists<'a> {
    pub(crate) stage: &'a Fields,
    pub(crate) context: &'a Fields,
    pub(crate) around: Around,
}

impl Around {
    /// That of two empty lists.
    pub(crate) const EMPTY: Around = Around {
        keys: Keys::NONE,
        is_usual: true,
        context_is_first: false,
        is_of_run: true,
    };

    #[inline]
    pub(crate) fn of(stage: &Fields, context: &Fields) -> Around {
        let keys = stage.keys().with(context.keys());
        let [of_stage, of_context] = [stage, context].map(|fields| fields.keys().schema);
        let stage_is_first = is_first(of_stage & MIDDLE, of_context & MIDDLE);
        // The fields of one have to stand before those of the other.
        let is_usual = stage.is_plain()
            && context.is_plain()
            && is_before(of_context & HEAD, of_stage & HEAD)
            && stage_is_first.is_some()
            && !stage.shares_free_key(context);
        Around::new(keys, is_usual, stage_is_first == Some(false))
    }

    /// That of a stage whose list has the context, too.
    #[inline]
    pub(crate) fn alone(stage: &Fields) -> Around {
        Around::new(stage.keys(), stage.is_plain(), false)
    }

    #[inline]
    fn new(keys: Keys, is_usual: bool, context_is_first: bool) -> Around {
        Around {
            keys,
            is_usual,
            context_is_first,
            is_of_run: is_usual && is_before(keys.schema & HEAD, 1 << EVENT),
        }
    }

    pub(super) fn is_usual(self) -> bool {
        self.is_usual
    }

    pub(super) fn is_of_run(self) -> bool {
        self.is_of_run
    }

    pub(super) fn keys(self) -> Keys {
        self.keys
    }
}

impl Lists<'_> {
    pub(super) fn len(&self) -> usize {
        self.stage.len() + self.context.len()
    }

    #[inline(always)]
    pub(super) fn write_head(&self, ink: &mut impl Ink) {
        self.context.write_head(ink);
        self.stage.write_head(ink);
    }

    #[inline(always)]
    pub(super) fn write_middle(&self, ink: &mut impl Ink) {
        if self.around.context_is_first {
            self.context.write_middle(ink);
        }
        self.stage.write_middle(ink);
        if !self.around.context_is_first {
            self.context.write_middle(ink);
        }
    }

    #[inline(always)]
    pub(super) fn write_free(&self, ink: &mut impl Ink) {
        self.stage.write_free(ink);
        self.context.write_free(ink);
    }

    /// Whether no field stands behind [`Lists::write_head`].
    #[inline(always)]
    pub(super) fn has_only_head(&self) -> bool {
        self.around.keys.has_only_head()
    }

    /// All that stands behind [`Lists::write_head`].
    #[inline(always)]
    pub(super) fn write_rest(&self, ink: &mut impl Ink) {
        if self.context.keys().has_only_head() {
            self.stage.write_behind_head(ink);
        } else {
            self.write_middle(ink);
            self.write_free(ink);
        }
    }
}
