//! Reading of documents: texts in, models and diagnostics out.

#![allow(
    clippy::too_many_lines,
    reason = "snapshots stand beside what they are of"
)]

mod avro;
mod circles;
mod documents;
mod examples;
mod facts;
mod files;
mod forms;
mod limits;
mod meets;
mod narrowing;
mod references;
mod schemas;
mod support;
mod traits;
