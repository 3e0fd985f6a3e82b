//! `explain`: what a code means.

use std::process::ExitCode;

use asyncapi_codegen::code::all;

use crate::USAGE;
use crate::out;

/// Say what the code of a diagnostic means, with an example and how to mend it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo asyncapi explain E0105
  cargo asyncapi explain          # lists all codes")]
pub(crate) struct Args {
    /// The code, e.g. `E0105`
    code: Option<String>,
}

pub(crate) fn run(args: &Args) -> ExitCode {
    let Some(wanted) = &args.code else {
        for code in all() {
            out::line(format_args!("{}  {}", code.id, code.title()));
        }
        return ExitCode::SUCCESS;
    };
    let same = |id: &str| id.eq_ignore_ascii_case(wanted);
    match all().find(|code| same(code.id)) {
        Some(code) => {
            let (_, text) = code.explanation.split_once('\n').unwrap_or_default();
            out::line(format_args!(
                "{}: {}\n{}",
                code.id,
                code.title(),
                text.trim_end()
            ));
            ExitCode::SUCCESS
        }
        None => {
            out::error(format_args!(
                "error: there is no code `{wanted}`\n  = help: `cargo asyncapi explain` lists all\n"
            ));
            ExitCode::from(USAGE)
        }
    }
}
