//! The performance channel: what this process uses.

mod channel;
mod procfs;
mod sampler;

pub(crate) use channel::{Sampler, start};
use sampler::{Sample, SamplerGuard};
