//! The command line and the environment. Secrets are not here: see `secrets`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tracing::level_filters::LevelFilter;

use crate::vendors::Vendor;

/// Receives the events of all vendors, keeps them, and prints them as JSON lines.
#[derive(Debug, Parser)]
#[command(name = "receiver", version)]
pub(crate) struct Settings {
    /// What is logged to stderr: `off`, `error`, `warn`, `info`, `debug` or `trace`.
    #[arg(long, global = true, env = "RECEIVER_LOG", default_value = "info")]
    pub(crate) log: LevelFilter,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Takes deliveries at `POST /<vendor>`, of those vendors that have a secret or are named by
    /// `--unverified`.
    ///
    /// A vendor's secrets are the lines of `RECEIVER_<VENDOR>_SECRET`, or of the file that
    /// `RECEIVER_<VENDOR>_SECRET_FILE` names; any of them is accepted. Those of Curious Thing, Regal and
    /// RevRing come in the header `x-<vendor>-secret`. `RECEIVER_<VENDOR>_HEADER` names another, for any
    /// vendor: then it alone is looked at.
    Serve(Serve),
    /// Prints what the store holds, decoded anew, as `serve` does.
    Replay(Replay),
}

/// How deliveries are taken.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where to listen; port 0 is any free one.
    #[arg(long, env = "RECEIVER_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) store: StoreSettings,
    #[command(flatten)]
    pub(crate) limits: Limits,
    /// Takes this vendor's deliveries from anyone.
    #[arg(long, value_name = "VENDOR", value_delimiter = ',')]
    pub(crate) unverified: Vec<Vendor>,
    /// What RevRing's question before a call is answered: a file of JSON such as
    /// `{"variables":{}}`, which is the answer without it.
    #[arg(long, value_name = "FILE", env = "RECEIVER_REVRING_REPLY")]
    pub(crate) revring_reply: Option<PathBuf>,
    /// Prints no lines.
    #[arg(long)]
    pub(crate) quiet: bool,
}

/// Where deliveries are kept.
#[derive(Debug, Args)]
pub(crate) struct StoreSettings {
    /// The file of a SQLite database, or the URL of a NATS server with JetStream, such as
    /// `nats://127.0.0.1:4222`.
    // Not shown by `--help`: it may hold a password.
    #[arg(
        long,
        env = "RECEIVER_STORE",
        hide_env_values = true,
        default_value = "deliveries.db"
    )]
    pub(crate) store: String,
    /// The JetStream stream, and what its subjects begin with. It is created if there is none.
    #[arg(long, env = "RECEIVER_STREAM", default_value = "deliveries")]
    pub(crate) stream: String,
    /// For how many seconds a new JetStream stream remembers what it has.
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "86400")]
    pub(crate) duplicate_window: Duration,
}

/// What one sender may ask for.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Limits {
    /// How many bytes a body may have.
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 20)]
    pub(crate) max_body: usize,
    /// How many connections may be open; more wait.
    #[arg(long, value_name = "COUNT", default_value_t = 512)]
    pub(crate) max_connections: u16,
    /// For how many seconds a connection may be silent, or send the head of one request.
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "5")]
    pub(crate) head_timeout: Duration,
    /// For how many seconds the body of a request may take.
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "5")]
    pub(crate) body_timeout: Duration,
    /// For how many seconds the store may take. Most vendors wait for five.
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "4")]
    pub(crate) store_timeout: Duration,
    /// For how many seconds requests that have begun may go on after the signal to stop.
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "10")]
    pub(crate) drain_timeout: Duration,
}

/// What is printed of the store.
#[derive(Debug, Args)]
pub(crate) struct Replay {
    #[command(flatten)]
    pub(crate) store: StoreSettings,
    /// Only this vendor's.
    #[arg(long)]
    pub(crate) vendor: Option<Vendor>,
    /// Only events of this name.
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Only those received at this time or later: RFC 3339, such as `2025-01-01T12:00:00Z`.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) since: Option<OffsetDateTime>,
    /// The bodies alone, one a line.
    #[arg(long)]
    pub(crate) bodies: bool,
}

/// The database that is meant by `--store`, or the server.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Sqlite(PathBuf),
    Nats(String),
}

impl StoreSettings {
    pub(crate) fn place(&self) -> Place {
        match self.store.split_once("://") {
            Some(_) => Place::Nats(self.store.clone()),
            None => Place::Sqlite(self.store.clone().into()),
        }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse() {
        Ok(0) => Err("must be at least 1".to_owned()),
        Ok(seconds) => Ok(Duration::from_secs(seconds)),
        Err(_) => Err("must be a whole number of seconds".to_owned()),
    }
}

fn time(text: &str) -> Result<OffsetDateTime, time::error::Parse> {
    OffsetDateTime::parse(text, &Rfc3339)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Settings::command().debug_assert();
    }

    #[test]
    fn stores_are_told_apart() {
        let cases = [
            ("a.db", Place::Sqlite("a.db".into())),
            ("/a/b:c", Place::Sqlite("/a/b:c".into())),
            ("nats://host:4222", Place::Nats("nats://host:4222".into())),
            ("tls://host", Place::Nats("tls://host".into())),
        ];
        for (text, place) in cases {
            let settings = Settings::try_parse_from(["receiver", "replay", "--store", text]);
            let Ok(Settings {
                command: Command::Replay(replay),
                ..
            }) = settings
            else {
                panic!("{text} is refused");
            };
            assert_eq!(replay.store.place(), place);
        }
    }

    #[test]
    fn nonsense_is_refused() {
        let cases: [&[&str]; 5] = [
            &["serve", "--listen", "everywhere"],
            &["serve", "--unverified", "acme"],
            &["serve", "--body-timeout", "0"],
            &["serve", "--store-timeout", "soon"],
            &["replay", "--since", "yesterday"],
        ];
        for arguments in cases {
            let all = [&["receiver"], arguments].concat();
            assert!(Settings::try_parse_from(all).is_err(), "{arguments:?}");
        }
    }
}
