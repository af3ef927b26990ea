//! Lines that wait to be written, in blocks that are written as they are.
//!
//! Blocks that were written are used again. One buffer for all would have to grow in a flood and to be given
//! back after it, and memory that was never used costs a page fault for every few lines.

use std::collections::VecDeque;
use std::mem;

use super::content::{Content, Weight};

/// Blocks to be written, the oldest first, the last of which lines are added to.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    full: VecDeque<Block>,
    filling: Block,
    /// Bytes in all of these.
    bytes: usize,
    /// Empty ones, for lines to come.
    spare: Vec<Block>,
}

/// Lines one behind the other.
#[derive(Debug, Default)]
pub(super) struct Block {
    bytes: Vec<u8>,
    lines: Vec<Mark>,
    /// The lines among them that tell of others, by their number.
    telling: Vec<(usize, Content)>,
}

/// Where a line ends, in all but the two lowest bits, and its weight. What is kept of each line beside its bytes is
/// written while callers wait for each other.
#[derive(Debug, Clone, Copy)]
struct Mark(usize);

/// A line in a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Queued {
    /// Where it ends.
    pub(super) end: usize,
    pub(super) content: Content,
}

/// So many bytes may wait.
const MAX_BYTES: usize = 16 << 20;
/// The length of a block, but for that of a line that is longer.
pub(super) const BLOCK: usize = 64 << 10;
/// So many empty blocks are kept.
const SPARE: usize = 4;

impl Blocks {
    /// Where nothing waits, any line has: it would wait for ever, as there is never more room.
    pub(super) fn has_room_for(&self, line: &[u8]) -> bool {
        self.bytes + line.len() <= MAX_BYTES || self.is_empty()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// How many blocks get no more lines.
    pub(super) fn n_full(&self) -> usize {
        self.full.len()
    }

    /// Adds a line. Whether that has filled a block.
    pub(super) fn append(&mut self, line: &[u8], content: Content) -> bool {
        let is_full = !self.filling.has_room_for(line);
        if is_full {
            let next = self.spare.pop().unwrap_or_else(Block::with_room);
            self.full.push_back(mem::replace(&mut self.filling, next));
        }
        self.filling.append(line, content);
        self.bytes += line.len();
        is_full
    }

    /// Takes out the next block for one that is written.
    pub(super) fn exchange(&mut self, mut written: Block) -> Block {
        written.clear();
        let next = match self.full.pop_front() {
            None => mem::replace(&mut self.filling, written),
            Some(full) => {
                if self.spare.len() < SPARE && written.bytes.capacity() > 0 {
                    self.spare.push(written);
                }
                full
            }
        };
        self.bytes -= next.bytes.len();
        next
    }
}

impl Block {
    fn with_room() -> Block {
        Block {
            bytes: Vec::with_capacity(BLOCK),
            lines: Vec::new(),
            telling: Vec::new(),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn n_lines(&self) -> u64 {
        self.lines.len() as u64
    }

    /// The lines with what they say.
    #[cold]
    pub(super) fn lines(&self) -> Vec<Queued> {
        let queued = |mark: &Mark| mark.queued();
        let mut lines: Vec<Queued> = self.lines.iter().map(queued).collect();
        for (number, content) in &self.telling {
            if let Some(line) = lines.get_mut(*number) {
                line.content = *content;
            }
        }
        lines
    }

    fn has_room_for(&self, line: &[u8]) -> bool {
        self.lines.is_empty() || self.bytes.len() + line.len() <= BLOCK
    }

    fn append(&mut self, line: &[u8], content: Content) {
        self.bytes.extend_from_slice(line);
        if !matches!(content, Content::Line(_)) {
            self.telling.push((self.lines.len(), content));
        }
        self.lines
            .push(Mark::new(self.bytes.len(), content.weight()));
    }

    /// Empties it. What one long line needed is given back.
    fn clear(&mut self) {
        if self.bytes.capacity() > 2 * BLOCK {
            *self = Block::default();
        }
        self.bytes.clear();
        self.lines.clear();
        self.telling.clear();
    }
}

impl Mark {
    fn new(end: usize, weight: Weight) -> Mark {
        Mark(end << 2 | usize::from(weight.lifecycle) << 1 | usize::from(weight.urgent))
    }

    fn queued(self) -> Queued {
        let weight = Weight {
            lifecycle: self.0 & 2 != 0,
            urgent: self.0 & 1 != 0,
        };
        Queued {
            end: self.0 >> 2,
            content: Content::Line(weight),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sink::Lines;

    #[test]
    fn lines_come_out_in_order_in_blocks_of_whole_lines_and_their_memory_is_bounded() {
        let (mut blocks, mut block) = (Blocks::default(), Block::default());
        let (mut came_in, mut came_out) = (Vec::new(), Vec::new());
        for round in 0..40 {
            for length in [1, 999, BLOCK - 1, BLOCK, 3 * BLOCK]
                .into_iter()
                .cycle()
                .take(round)
            {
                let mut line = vec![b'a' + u8::try_from(length % 26).expect("small"); length];
                line.push(b'\n');
                assert!(blocks.has_room_for(&line));
                blocks.append(&line, Content::Line(Weight::PLAIN));
                came_in.extend(line);
            }
            while !blocks.is_empty() {
                block = blocks.exchange(block);
                let (bytes, lines) = (block.bytes(), &block.lines());
                assert!(lines.len() == 1 || bytes.len() <= BLOCK);
                assert_eq!(lines.last().map(|line| line.end), Some(bytes.len()));
                assert!(lines.iter().all(|line| bytes[line.end - 1] == b'\n'));
                came_out.extend_from_slice(bytes);
            }
            assert!(blocks.spare.len() <= SPARE && blocks.filling.bytes.capacity() <= 2 * BLOCK);
        }
        assert!(came_in == came_out);
    }

    #[test]
    fn what_a_line_says_comes_out_as_it_came_in() {
        let mut block = Block::default();
        let weights = [(true, false), (false, true), (true, true), (false, false)];
        let weights = weights.map(|(lifecycle, urgent)| Weight { lifecycle, urgent });
        let mut contents: Vec<Content> = weights.map(Content::Line).to_vec();
        contents.push(Content::Held(weights[1], 7));
        contents.push(Content::Losses(Lines::one(weights[0])));
        contents.push(Content::Line(weights[2]));
        for content in &contents {
            block.append(b"x\n", *content);
        }
        let lines = block.lines();
        let expected = contents.iter().zip(1..).map(|(content, n)| Queued {
            end: 2 * n,
            content: *content,
        });
        assert_eq!(
            format!("{lines:?}"),
            format!("{:?}", expected.collect::<Vec<_>>())
        );
        block.clear();
        assert!(block.lines().is_empty() && block.telling.is_empty());
    }

    #[test]
    fn no_more_waits_than_there_may() {
        let mut blocks = Blocks::default();
        let line = [b'x'; 1_000];
        while blocks.has_room_for(&line) {
            blocks.append(&line, Content::Line(Weight::PLAIN));
        }
        assert!((MAX_BYTES - 1_000..=MAX_BYTES).contains(&blocks.bytes));
        blocks.exchange(Block::default());
        assert!(blocks.has_room_for(&line));
    }

    #[test]
    fn a_line_that_is_longer_than_all_that_may_wait_has_room_where_nothing_waits() {
        let mut blocks = Blocks::default();
        let line = vec![b'x'; MAX_BYTES + 1];
        assert!(blocks.has_room_for(&line));
        blocks.append(&line, Content::Line(Weight::PLAIN));
        assert!(!blocks.has_room_for(b"x"));
        assert_eq!(blocks.exchange(Block::default()).bytes().len(), line.len());
        assert!(blocks.has_room_for(&line));
    }
}
