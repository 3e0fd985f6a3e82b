//! `schema`: the JSON Schema of `codegen.yaml`, for editors.

use std::process::ExitCode;

use crate::out;

const SCHEMA: &str = include_str!("../codegen.schema.json");

/// Print the JSON Schema of `codegen.yaml`, with which editors complete and check it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo asyncapi schema > codegen.schema.json
  # and on top of codegen.yaml:  # yaml-language-server: $schema=codegen.schema.json")]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args) -> ExitCode {
    out::text(format_args!("{SCHEMA}"));
    ExitCode::SUCCESS
}
