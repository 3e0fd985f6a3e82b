//! A receiver as a process, and clients that talk to it.
#![allow(dead_code, reason = "each test program uses a part")]

pub(crate) mod http;
pub(crate) mod load;
pub(crate) mod nats;
pub(crate) mod process;
pub(crate) mod samples;
