//! Connections: how many there are, how slow they may be, and how they end. What is asked on them
//! is for `accept`.

use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use std::{env, fs, io};

use anyhow::{Context, bail};
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use revring_events::PreCallResponse;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use crate::accept::{App, Endpoint, routes};
use crate::output::{Format, Printer};
use crate::secrets;
use crate::settings::{Limits, Serve};
use crate::store::Store;
use crate::vendors::{Unverified, Vendor};

/// How many bytes the head of a request may have.
const MAX_HEAD: usize = 64 << 10;

/// Takes deliveries until the process is told to end (SIGTERM or SIGINT), then finishes what has
/// begun.
///
/// # Errors
/// It cannot begin: a secret, the store or the address is at fault.
pub(crate) async fn serve(settings: Serve) -> anyhow::Result<()> {
    let Serve {
        listen,
        store,
        limits,
        unverified,
        revring_reply,
        quiet,
    } = settings;
    let endpoints = endpoints(&unverified)?;
    let reply = reply(revring_reply.as_deref())?;
    let printer = (!quiet).then(|| Printer::new(io::stdout(), Format::Line, None));
    let store = Store::open(&store, printer).await?;
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    // Before anyone is told the address, so that no signal is missed.
    let (mut terminate, mut interrupt) = (
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
    );
    tracing::info!(address = %listener.local_addr()?, "listening");

    let limits = Limits {
        max_body: limits.max_body.min(store.max_body()),
        ..limits
    };
    let app = Arc::new(App {
        store,
        limits,
        reply,
    });
    let router = routes(Arc::clone(&app), endpoints);
    let stop = async {
        tokio::select! {
            _ = terminate.recv() => (),
            _ = interrupt.recv() => (),
        }
    };
    connections(listener, router, limits, stop).await;
    match Arc::into_inner(app) {
        Some(App {
            store,
            limits: _,
            reply: _,
        }) => store.close().await,
        None => tracing::warn!("some requests have not ended; they are not acknowledged"),
    }
    tracing::info!("ended");
    Ok(())
}

/// The vendors that have secrets, or need none.
fn endpoints(unverified: &[Vendor]) -> anyhow::Result<Vec<Endpoint>> {
    let mut endpoints = Vec::new();
    for vendor in Vendor::ALL {
        let name = vendor.name();
        let secrets = secrets::of(vendor, &|name| env::var(name).ok())?;
        let verifier = match (secrets, unverified.contains(&vendor)) {
            (Some(secrets), false) => {
                tracing::info!(vendor = name, secrets = secrets.secrets.len(), "verified");
                vendor
                    .verifier(&secrets)
                    .with_context(|| format!("{name}'s secrets cannot be used"))?
            }
            (None, true) => {
                tracing::warn!(vendor = name, "NOT VERIFIED: anyone can send its events");
                Box::new(Unverified)
            }
            (None, false) => continue,
            (Some(_), true) => bail!("{name} has a secret and is named by `--unverified`"),
        };
        endpoints.push(Endpoint { vendor, verifier });
    }
    if endpoints.is_empty() {
        bail!(
            "no vendor's deliveries would be accepted\n\
             help: set `RECEIVER_<VENDOR>_SECRET`, or try it with `--unverified <VENDOR>`"
        );
    }
    Ok(endpoints)
}

/// The answer to RevRing's question before a call.
fn reply(path: Option<&Path>) -> anyhow::Result<String> {
    let Some(path) = path else {
        return Ok("{\"variables\":{}}".to_owned());
    };
    let place = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{place}`"))?;
    revring_events::from_json::<PreCallResponse>(text.as_bytes())
        .with_context(|| format!("`{place}` is no answer to RevRing"))?;
    Ok(text)
}

/// Serves connections until `stop` is ready; then those that are in the middle of a request, until
/// it is answered.
async fn connections(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let mut stop = pin!(stop);
    let graceful = GracefulShutdown::new();
    let free = Arc::new(Semaphore::new(limits.max_connections.into()));
    loop {
        let next = async {
            let permit = Arc::clone(&free).acquire_owned().await;
            (permit, accept(&listener).await)
        };
        let (permit, stream) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(limits.head_timeout)
            .max_buf_size(MAX_HEAD);
        let service = TowerToHyperService::new(router.clone());
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection broke");
            }
            drop(permit);
        });
    }
    drop(listener);
    tracing::info!("finishing what has begun");
    let all_ended = async {
        graceful.shutdown().await;
        // A permit is given back when its connection holds nothing any more.
        let _ = free.acquire_many(limits.max_connections.into()).await;
    };
    if timeout(limits.drain_timeout, all_ended).await.is_err() {
        tracing::warn!("some requests take too long");
    }
}

async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // An answer is one small packet: nothing is gained by waiting.
                let _ = stream.set_nodelay(true);
                return stream;
            }
            Err(error) => {
                // Out of file descriptors, usually: connections that end give some back.
                tracing::warn!(%error, "cannot accept a connection");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
}
