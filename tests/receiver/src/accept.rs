//! One request: its body read, verified, decoded, kept, and only then acknowledged.

use std::iter;
use std::sync::Arc;

use asyncapi_runtime::Rejected;
use asyncapi_runtime::verify::{Cause, Headers, Verify};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use time::OffsetDateTime;
use tokio::time::timeout;

use crate::settings::Limits;
use crate::store::{Appended, Delivery, Store, StoreError};
use crate::vendors::{Decoded, Vendor};

/// What every request has at hand.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) limits: Limits,
    /// What is answered to senders that ask, as JSON.
    pub(crate) reply: String,
}

/// Where one vendor's deliveries arrive.
pub(crate) struct Endpoint {
    pub(crate) vendor: Vendor,
    pub(crate) verifier: Box<dyn Verify + Send + Sync>,
}

/// A delivery that was accepted.
#[derive(Clone, Copy)]
struct Accepted {
    appended: Appended,
    /// Whether its sender waits for an answer of ours.
    asks: bool,
}

/// Why a delivery was not accepted.
enum Refusal {
    TooLarge,
    TooSlow,
    Interrupted,
    NotVerified(Cause),
    Rejected(Rejected),
    Store(StoreError),
}

/// The paths at which deliveries arrive: `/<vendor>`, and `/<vendor>/<channel>` for senders that
/// have to say which.
pub(crate) fn routes(app: Arc<App>, endpoints: Vec<Endpoint>) -> Router {
    let mut router = Router::new();
    for endpoint in endpoints {
        let vendor = endpoint.vendor;
        let endpoint = Arc::new(endpoint);
        for channel in iter::once(None).chain(vendor.channels().iter().copied().map(Some)) {
            let path = match channel {
                None => format!("/{}", vendor.name()),
                Some(channel) => format!("/{}/{channel}", vendor.name()),
            };
            let endpoint = Arc::clone(&endpoint);
            let handler = move |State(app): State<Arc<App>>, request: Request| async move {
                match accept(&app, &endpoint, channel, request).await {
                    Ok(accepted) => acknowledge(&app, accepted),
                    Err(refusal) => refuse(vendor, &refusal),
                }
            };
            router = router.route(&path, post(handler));
        }
    }
    router.with_state(app)
}

async fn accept(
    app: &App,
    endpoint: &Endpoint,
    channel: Option<&'static str>,
    request: Request,
) -> Result<Accepted, Refusal> {
    let received_at = OffsetDateTime::now_utc();
    let vendor = endpoint.vendor;
    let (parts, body) = request.into_parts();
    let body = read(&app.limits, &parts.headers, body).await?;
    let verified = endpoint
        .verifier
        .verify(&Headers::new(&parts.headers), &body)
        .map_err(|error| match error.cause() {
            Cause::TooLarge => Refusal::TooLarge,
            cause => Refusal::NotVerified(cause),
        })?;
    let events = vendor
        .decode(channel, &verified.body)
        .map_err(Refusal::Rejected)?;
    for event in &events {
        log(vendor, event);
    }
    let asks = events.iter().any(|event| event.asks);
    let deliveries = events
        .into_iter()
        .map(|event| Delivery {
            received_at,
            vendor,
            channel,
            name: event.name,
            key: event.key,
            body: event.body,
        })
        .collect();
    let appended = timeout(app.limits.store_timeout, app.store.append(deliveries))
        .await
        .map_err(|_| Refusal::Store(StoreError::new("the store takes too long")))?
        .map_err(Refusal::Store)?;
    Ok(Accepted { appended, asks })
}

/// Reads a body that is neither too large nor too slow.
async fn read(limits: &Limits, headers: &HeaderMap, body: Body) -> Result<Vec<u8>, Refusal> {
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > limits.max_body) {
        return Err(Refusal::TooLarge);
    }
    let body = Limited::new(body, limits.max_body).collect();
    match timeout(limits.body_timeout, body).await {
        Ok(Ok(body)) => Ok(body.to_bytes().into()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Refusal::TooLarge),
        Ok(Err(_)) => Err(Refusal::Interrupted),
        Err(_) => Err(Refusal::TooSlow),
    }
}

fn log(vendor: Vendor, event: &Decoded) {
    let Decoded {
        name,
        outcome,
        drift,
        key,
        asks: _,
        body: _,
    } = event;
    tracing::debug!(
        vendor = vendor.name(),
        name,
        ?outcome,
        ?drift,
        key,
        "decoded"
    );
}

fn acknowledge(app: &App, accepted: Accepted) -> Response {
    let Accepted {
        appended: Appended { stored, duplicates },
        asks,
    } = accepted;
    let body = if asks {
        app.reply.clone()
    } else {
        format!("{{\"stored\":{stored},\"duplicates\":{duplicates}}}\n")
    };
    ([(CONTENT_TYPE, "application/json")], body).into_response()
}

fn refuse(vendor: Vendor, refusal: &Refusal) -> Response {
    let (status, cause) = match refusal {
        Refusal::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large".to_owned()),
        Refusal::TooSlow => (StatusCode::REQUEST_TIMEOUT, "too-slow".to_owned()),
        Refusal::Interrupted => (StatusCode::BAD_REQUEST, "interrupted".to_owned()),
        // The sender does not learn how close it came.
        Refusal::NotVerified(cause) => (StatusCode::UNAUTHORIZED, cause.code().to_owned()),
        Refusal::Rejected(rejected) => (StatusCode::BAD_REQUEST, rejected.to_string()),
        Refusal::Store(error) => (StatusCode::SERVICE_UNAVAILABLE, error.to_string()),
    };
    tracing::warn!(
        vendor = vendor.name(),
        status = status.as_u16(),
        cause,
        "not accepted"
    );
    let told = match refusal {
        Refusal::Rejected(rejected) => format!("{rejected}\n"),
        _ => String::new(),
    };
    (status, told).into_response()
}
