//! `receiver`: takes the events of all vendors over HTTP, keeps each durably before it is
//! acknowledged, and prints them as JSON lines.
//!
//! | module | what it is |
//! |---|---|
//! | [`settings`] | the command line and the environment |
//! | [`secrets`] | the vendors' secrets, from the environment or files |
//! | [`vendors`] | the generated crates, behind one function to verify and one to decode |
//! | [`server`] | connections: how many, how slow, until when |
//! | [`accept`] | one request: verify, decode, keep, acknowledge |
//! | [`store`] | where deliveries are kept: [`sqlite`] or [`nats`] |
//! | [`output`] | deliveries as JSON lines |
//! | [`replay`] | what the store holds, printed again |

mod accept;
mod nats;
mod output;
mod replay;
mod secrets;
mod server;
mod settings;
mod sqlite;
mod store;
mod vendors;

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::Parser;
use settings::{Command, Settings};

fn main() -> ExitCode {
    let Settings { log, command } = Settings::parse();
    tracing_subscriber::fmt()
        .with_max_level(log)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_target(false)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let result = runtime
        .map_err(anyhow::Error::from)
        .and_then(|runtime| match command {
            Command::Serve(serve) => runtime.block_on(server::serve(serve)),
            Command::Replay(replay) => runtime.block_on(replay::replay(replay)),
        });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
