//! Deliveries in a stream of NATS JetStream. The server drops duplicates by the message's id, so
//! that any number of receivers may write to one stream.
//!
//! A message's subject is `<stream>.<vendor>.<event>`, its payload the body, byte for byte. When
//! its publishing is acknowledged, it is as durable as the stream's replicas and the server's
//! `sync_interval` make it.

mod follow;
mod message;

use std::io::{self, Write};
use std::time::Duration;

use anyhow::{Context as _, bail};
use async_nats::jetstream::consumer::{DeliverPolicy, pull};
use async_nats::jetstream::stream::{Config, Stream};
use async_nats::jetstream::{self, Context};
use async_nats::{Client, ConnectOptions};
use futures_util::StreamExt;
use futures_util::future::try_join_all;

use crate::output::Printer;
use crate::settings::StoreSettings;
use crate::store::{Appended, Delivery, Filter, Record, StoreError};

/// For how long an acknowledgement may be missing before publishing has failed. Shorter than what
/// the receiver gives the store, so that it is known why.
const ACK: Duration = Duration::from_secs(3);

/// What of the server's limit is left for the headers of a message.
const HEADERS: usize = 16 << 10;

/// How far the clocks of servers and receivers may be apart.
const CLOCKS: Duration = Duration::from_secs(10 * 60);

/// A stream that is being written.
#[derive(Debug)]
pub(crate) struct Nats {
    client: Client,
    context: Context,
    stream: String,
    follower: Option<follow::Follower>,
}

impl Nats {
    /// Connects to a server, and creates the stream if there is none.
    ///
    /// # Errors
    /// There is no server, or none with JetStream, or it refuses.
    pub(crate) async fn open<W: Write + Send + 'static>(
        url: &str,
        settings: &StoreSettings,
        printer: Option<Printer<W>>,
    ) -> anyhow::Result<Self> {
        let client = connect(url).await?;
        let mut context = jetstream::new(client.clone());
        context.set_timeout(ACK);
        let StoreSettings {
            store: _,
            stream: name,
            duplicate_window,
        } = settings;
        let config = Config {
            name: name.clone(),
            subjects: vec![format!("{name}.>")],
            duplicate_window: *duplicate_window,
            ..Config::default()
        };
        let mut stream = context
            .get_or_create_stream(config)
            .await
            .with_context(|| format!("cannot create the stream `{name}`"))?;
        let window = stream.info().await?.config.duplicate_window;
        if window < *duplicate_window {
            tracing::warn!(
                stream = name,
                window = window.as_secs(),
                "the stream remembers for fewer seconds than asked for what it has"
            );
        }
        let follower = match printer {
            Some(printer) => Some(follow::Follower::start(&stream, printer).await?),
            None => None,
        };
        Ok(Self {
            client,
            context,
            stream: name.clone(),
            follower,
        })
    }

    /// As [`crate::store::Store::max_body`].
    pub(crate) fn max_body(&self) -> usize {
        self.client
            .server_info()
            .max_payload
            .saturating_sub(HEADERS)
    }

    /// As [`crate::store::Store::append`]. If one of several fails, they all do; those that were
    /// published are duplicates when they come again.
    pub(crate) async fn append(&self, deliveries: Vec<Delivery>) -> Result<Appended, StoreError> {
        let publish = deliveries.into_iter().map(async |delivery| {
            let (subject, publish) = message::of(&self.stream, delivery);
            self.context.send_publish(subject, publish).await?.await
        });
        let mut appended = Appended::default();
        for ack in try_join_all(publish).await.map_err(StoreError::new)? {
            if ack.duplicate {
                appended.duplicates += 1;
            } else {
                appended.stored += 1;
            }
        }
        Ok(appended)
    }

    /// As [`crate::store::Store::close`].
    pub(crate) async fn close(self) {
        if let Some(follower) = self.follower {
            follower.end().await;
        }
    }
}

/// Reads what a stream holds now.
///
/// # Errors
/// It cannot be read, or `each` fails.
pub(crate) async fn read(
    url: &str,
    settings: &StoreSettings,
    filter: Filter,
    each: &mut (dyn FnMut(&Record) -> io::Result<()> + Send),
) -> anyhow::Result<()> {
    let name = &settings.stream;
    let context = jetstream::new(connect(url).await?);
    let mut stream: Stream = context
        .get_stream(name)
        .await
        .with_context(|| format!("cannot open the stream `{name}`"))?;
    let last = stream.info().await?.state.last_sequence;
    let vendor = filter.vendor.map_or("*", |vendor| vendor.name());
    let consumer = stream
        .create_consumer(pull::OrderedConfig {
            filter_subject: format!("{name}.{vendor}.>"),
            deliver_policy: match filter.since {
                None => DeliverPolicy::All,
                Some(since) => DeliverPolicy::ByStartTime {
                    start_time: since - CLOCKS,
                },
            },
            ..pull::OrderedConfig::default()
        })
        .await?;
    let mut pending = consumer.cached_info().num_pending;
    let mut messages = consumer.messages().await?;
    while pending > 0 {
        let Some(message) = messages.next().await else {
            bail!("the stream `{name}` ended before all was read");
        };
        let message = message?;
        let info = message.info().map_err(|error| anyhow::anyhow!(error))?;
        if info.stream_sequence > last {
            break;
        }
        pending = info.pending;
        match message::read(&message) {
            Ok(record) if filter.since.is_some_and(|since| record.received_at < since) => {}
            Ok(record) => each(&record)?,
            Err(error) => {
                tracing::warn!(
                    error = format!("{error:#}"),
                    "a message is none of a receiver"
                );
            }
        }
    }
    Ok(())
}

async fn connect(url: &str) -> anyhow::Result<Client> {
    if !cfg!(feature = "nats-tls") && !url.starts_with("nats://") {
        bail!("this receiver is built without TLS for NATS: the feature `nats-tls` has it");
    }
    // The URL may hold a password: it is not part of the message.
    ConnectOptions::new()
        .name("asyncapi-receiver")
        .connect(url)
        .await
        .context("cannot connect to the NATS server")
}
