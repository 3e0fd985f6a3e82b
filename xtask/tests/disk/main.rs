//! What runs do to the disk, whatever happens to them: killed anywhere, refused any call, eight at
//! once, in any surroundings. Each form of output is held against the same.
//!
//! More than fits into everyday runs is done by request: `DISK_KILLS` is the number of kills of
//! each form (default 50), `DISK_EVERY=1` makes every single call fail (default: every seventh
//! of those of a kind behind the eighth).
#![cfg(target_os = "linux")]
#![expect(unreachable_pub, reason = "the modules of a test are for itself alone")]

mod calls;
mod errors;
mod kill;
mod place;
mod same;
mod strace;
mod together;
mod tree;
