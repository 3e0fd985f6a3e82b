//! Prints what is in the stream and was not printed, and what is added. All receivers at one
//! stream share one durable consumer: each delivery is printed by one of them, and by another if
//! that one ends before it has said so.

use std::io::Write;
use std::thread::{self, JoinHandle};

use anyhow::Context;
use async_nats::jetstream::consumer::{AckPolicy, pull};
use async_nats::jetstream::stream::Stream;
use futures_util::StreamExt;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::nats::message;
use crate::output::Printer;

/// The name of the consumer.
const CONSUMER: &str = "receiver-lines";

/// How many messages are held at most. Bodies may be large.
const BATCH: usize = 64;

#[derive(Debug)]
pub(crate) struct Follower {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Follower {
    /// Begins to print, on a thread of its own: whoever reads the lines may be slow.
    ///
    /// # Errors
    /// The server refuses.
    pub(crate) async fn start<W: Write + Send + 'static>(
        stream: &Stream,
        printer: Printer<W>,
    ) -> anyhow::Result<Self> {
        let config = pull::Config {
            durable_name: Some(CONSUMER.to_owned()),
            ack_policy: AckPolicy::Explicit,
            ..pull::Config::default()
        };
        let messages = stream
            .get_or_create_consumer(CONSUMER, config)
            .await
            .with_context(|| format!("cannot create the consumer `{CONSUMER}`"))?
            .stream()
            .max_messages_per_batch(BATCH)
            .messages()
            .await?;
        let (stop, stopped) = oneshot::channel();
        let runtime = Handle::current();
        let thread = thread::Builder::new()
            .name("print".to_owned())
            .spawn(move || {
                if let Err(error) = runtime.block_on(follow(messages, printer, stopped)) {
                    tracing::error!(
                        error = format!("{error:#}"),
                        "no more lines are printed; deliveries are kept all the same"
                    );
                }
            })?;
        Ok(Self { stop, thread })
    }

    /// Ends with the lines that are being printed.
    pub(crate) async fn end(self) {
        let _ = self.stop.send(());
        let joined = tokio::task::spawn_blocking(|| self.thread.join()).await;
        if !matches!(joined, Ok(Ok(()))) {
            tracing::error!("the thread that prints has panicked");
        }
    }
}

async fn follow<W: Write>(
    messages: pull::Stream,
    mut printer: Printer<W>,
    mut stopped: oneshot::Receiver<()>,
) -> anyhow::Result<()> {
    let mut ready = messages.ready_chunks(BATCH);
    loop {
        let messages = tokio::select! {
            messages = ready.next() => messages.context("the stream has ended")?,
            _ = &mut stopped => return Ok(()),
        };
        let mut done = Vec::with_capacity(messages.len());
        for message in messages {
            match message {
                Ok(message) => {
                    match message::read(&message) {
                        Ok(record) => printer.print(&record)?,
                        Err(error) => tracing::warn!(
                            error = format!("{error:#}"),
                            "a message is none of a receiver"
                        ),
                    }
                    done.push(message);
                }
                // It asks again, also after the server was gone.
                Err(error) => tracing::warn!(%error, "cannot read the stream"),
            }
        }
        printer.flush()?;
        for message in done {
            if let Err(error) = message.ack().await {
                tracing::warn!(%error, "a delivery may be printed again");
            }
        }
    }
}
