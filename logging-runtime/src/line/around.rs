//! What the lines of a scope share, put together once and copied into each of them.

use super::copy::{Ink, Pen};
use super::fields::Fields;
use super::keys::{HEAD, Keys, MIDDLE, is_before, is_first};
use super::schema::EVENT;

/// The fields of a context and of the stage in it, as they stand in a line: those up to `detail`, the others
/// of the schema, and the rest.
#[derive(Debug, Default, Clone)]
pub(crate) struct Around {
    text: Vec<u8>,
    head: usize,
    middle: usize,
    keys: Keys,
    /// It is not of the usual case: the fields have to be chosen for each line.
    is_unusual: bool,
}

impl Around {
    pub(crate) const EMPTY: Around = Around {
        text: Vec::new(),
        head: 0,
        middle: 0,
        keys: Keys::NONE,
        is_unusual: false,
    };

    /// Puts the two together, in the place of what was there.
    pub(crate) fn set(&mut self, stage: &Fields, context: &Fields) {
        self.clear();
        let Some(middles) = order(stage, context) else {
            self.is_unusual = true;
            return;
        };
        let mut pen = Pen::new(&mut self.text, stage.len() + context.len());
        context.write_head(&mut pen);
        stage.write_head(&mut pen);
        self.head = pen.at();
        for fields in middles {
            fields.write_middle(&mut pen);
        }
        self.middle = pen.at();
        stage.write_free(&mut pen);
        context.write_free(&mut pen);
        pen.end();
        self.keys = stage.keys().with(context.keys());
    }

    /// Removes all fields and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        (self.head, self.middle) = (0, 0);
        (self.keys, self.is_unusual) = (Keys::NONE, false);
    }

    pub(super) fn is_usual(&self) -> bool {
        !self.is_unusual
    }

    pub(super) fn keys(&self) -> Keys {
        self.keys
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether what a run says of itself has its place behind [`Around::head`].
    #[inline]
    pub(super) fn is_of_run(&self) -> bool {
        !self.is_unusual && is_before(self.keys.schema & HEAD, 1 << EVENT)
    }

    /// What stands behind [`Around::head`].
    #[inline]
    pub(super) fn rest(&self) -> &[u8] {
        self.text.get(self.head..).unwrap_or_default()
    }

    #[inline]
    pub(super) fn head(&self) -> &[u8] {
        self.text.get(..self.head).unwrap_or_default()
    }

    #[inline]
    pub(super) fn write_middle(&self, ink: &mut impl Ink) {
        if self.head < self.middle {
            ink.write(self.text.get(self.head..self.middle).unwrap_or_default());
        }
    }

    #[inline]
    pub(super) fn write_free(&self, ink: &mut impl Ink) {
        if self.middle < self.text.len() {
            ink.write(self.text.get(self.middle..).unwrap_or_default());
        }
    }

    /// Bytes of memory that it holds.
    pub(crate) fn memory(&self) -> usize {
        self.text.capacity()
    }
}

/// The two by where their parts behind `detail` stand; nothing where the fields of one do not stand before
/// those of the other.
fn order<'a>(stage: &'a Fields, context: &'a Fields) -> Option<[&'a Fields; 2]> {
    let [of_stage, of_context] = [stage, context].map(|fields| fields.keys().schema);
    let is_usual = stage.is_plain()
        && context.is_plain()
        && is_before(of_context & HEAD, of_stage & HEAD)
        && !stage.shares_free_key(context);
    if !is_usual {
        return None;
    }
    let stage_is_first = is_first(of_stage & MIDDLE, of_context & MIDDLE)?;
    Some(if stage_is_first {
        [stage, context]
    } else {
        [context, stage]
    })
}
