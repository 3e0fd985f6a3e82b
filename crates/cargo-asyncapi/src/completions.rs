//! `completions`: what a shell needs to complete this program's command line.

use std::io::stdout;
use std::process::ExitCode;

use clap::Command;
use clap_complete::{Shell, generate};

/// Print what a shell needs to complete the command line
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo-asyncapi completions bash > ~/.local/share/bash-completion/completions/cargo-asyncapi
  cargo-asyncapi completions fish > ~/.config/fish/completions/cargo-asyncapi.fish")]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(args: &Args, mut command: Command) -> ExitCode {
    generate(args.shell, &mut command, "cargo-asyncapi", &mut stdout());
    ExitCode::SUCCESS
}
