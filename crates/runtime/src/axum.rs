//! Requests of axum: a handler takes what arrived, decoded, and verified if it asks for that.
//!
//! Events that drifted or are unknown are for the handler, and to be acknowledged: senders take an
//! error for a reason to try again, or to stop sending.
//!
//! Types that answer events are answers of handlers: what generated crates need for that is here.

use std::fmt;

use axum_core::extract::rejection::BytesRejection;
use axum_core::extract::{FromRequest, Request};
pub use axum_core::response::{IntoResponse, Response};
use bytes::Bytes;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde_core::Serialize;

use crate::decode::{self, Received};
use crate::encode::to_json;
use crate::error::DecodeError;
use crate::wire::Wire;

/// Why a request does not come to its handler. What it answers says no more than its status does.
#[derive(Debug)]
#[non_exhaustive]
pub enum Rejection {
    /// The body could not be read: it is too large (413), or the sender broke off (400).
    Body(BytesRejection),
    /// It is not verified (401), or its body is too large to be verified (413).
    #[cfg(feature = "verify")]
    NotVerified(crate::verify::NotVerified),
    /// Its body cannot be decoded (400).
    Decode(DecodeError),
}

/// Decodes the body. **Anyone can have sent it**: take `verify::Delivery` where the sender can
/// prove itself.
///
/// The body may have 2 MiB; `axum::extract::DefaultBodyLimit` sets another limit.
impl<S: Send + Sync, T: Wire> FromRequest<S> for Received<T> {
    type Rejection = Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Rejection> {
        let body = Bytes::from_request(request, state).await?;
        Ok(decode::decode(&body)?)
    }
}

#[cfg(feature = "verify")]
mod verified {
    use axum_core::extract::{FromRef, FromRequest, Request};
    use bytes::Bytes;
    use http::HeaderMap;

    use super::Rejection;
    use crate::verify::{
        Deliveries, Delivery, Headers, ReceiveError, Verifiable, receive, receive_batch,
    };

    /// Verifies the request with the verifier in the state, then decodes the body.
    ///
    /// The body may have 2 MiB; `axum::extract::DefaultBodyLimit` sets another limit.
    impl<S, T> FromRequest<S> for Delivery<T>
    where
        S: Send + Sync,
        T: Verifiable,
        T::Verifier: FromRef<S>,
    {
        type Rejection = Rejection;

        async fn from_request(request: Request, state: &S) -> Result<Self, Rejection> {
            let (headers, body) = parts(request, state).await?;
            let verifier = T::Verifier::from_ref(state);
            Ok(receive(&verifier, &Headers::new(&headers), &body)?)
        }
    }

    /// Verifies the request with the verifier in the state, then decodes the events of the body.
    /// One that cannot be decoded is no reason to reject the others.
    ///
    /// The body may have 2 MiB; `axum::extract::DefaultBodyLimit` sets another limit.
    impl<S, T> FromRequest<S> for Deliveries<T>
    where
        S: Send + Sync,
        T: Verifiable,
        T::Verifier: FromRef<S>,
    {
        type Rejection = Rejection;

        async fn from_request(request: Request, state: &S) -> Result<Self, Rejection> {
            let (headers, body) = parts(request, state).await?;
            let verifier = T::Verifier::from_ref(state);
            Ok(receive_batch(&verifier, &Headers::new(&headers), &body)?)
        }
    }

    async fn parts<S: Send + Sync>(
        mut request: Request,
        state: &S,
    ) -> Result<(HeaderMap, Bytes), Rejection> {
        let headers = std::mem::take(request.headers_mut());
        Ok((headers, Bytes::from_request(request, state).await?))
    }

    impl From<ReceiveError> for Rejection {
        fn from(error: ReceiveError) -> Self {
            match error {
                ReceiveError::NotVerified(error) => Self::NotVerified(error),
                ReceiveError::Decode(error) => Self::Decode(error),
            }
        }
    }
}

/// Answers with JSON; with 500 where a value cannot be encoded.
pub fn respond(answer: &impl Serialize) -> Response {
    match to_json(answer) {
        Ok(body) => ([(CONTENT_TYPE, "application/json")], body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        let (status, text) = match self {
            Self::Body(rejection) => return rejection.into_response(),
            #[cfg(feature = "verify")]
            Self::NotVerified(error) => match error.cause() {
                crate::verify::Cause::TooLarge => {
                    (StatusCode::PAYLOAD_TOO_LARGE, "the body is too large")
                }
                _ => (StatusCode::UNAUTHORIZED, "the request is not verified"),
            },
            Self::Decode(_) => (StatusCode::BAD_REQUEST, "the body cannot be decoded"),
        };
        (status, text).into_response()
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(rejection) => rejection.fmt(f),
            #[cfg(feature = "verify")]
            Self::NotVerified(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Rejection {}

impl From<BytesRejection> for Rejection {
    fn from(rejection: BytesRejection) -> Self {
        Self::Body(rejection)
    }
}

impl From<DecodeError> for Rejection {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

#[cfg(test)]
#[cfg(feature = "header")]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use axum_core::body::Body;
    use axum_core::extract::FromRef;

    use super::*;
    use crate::error::Rejected;
    use crate::event::OpaqueEvent;
    use crate::json::Json;
    use crate::verify::{Deliveries, Delivery, HeaderSecret, Verifiable};

    impl Verifiable for Json {
        type Verifier = HeaderSecret;
    }

    struct State;

    impl FromRef<State> for HeaderSecret {
        fn from_ref(_: &State) -> Self {
            Self::new("x-key", ["made-up"]).unwrap().max_body(20)
        }
    }

    /// What comes of something that waits for nothing.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it waits"),
        }
    }

    /// The status, the type and the text of an answer.
    fn parts(response: Response) -> (u16, Option<String>, String) {
        let kind = response.headers().get(CONTENT_TYPE);
        let kind = kind.map(|kind| kind.to_str().unwrap().to_owned());
        let status = response.status().as_u16();
        let body = Request::new(response.into_body());
        let body = now(Bytes::from_request(body, &())).unwrap();
        (status, kind, String::from_utf8(body.into()).unwrap())
    }

    fn request(key: &str, body: impl Into<Body>) -> Request {
        let mut request = Request::new(body.into());
        let headers = request.headers_mut();
        headers.insert("x-key", key.parse().unwrap());
        request
    }

    /// What a handler takes of a request, or what the request is answered.
    fn take<T: FromRequest<State, Rejection = Rejection>>(
        key: &str,
        body: impl Into<Body>,
    ) -> Result<T, (u16, String)> {
        let taken = now(T::from_request(request(key, body), &State));
        taken.map_err(|rejection| {
            let shown = rejection.to_string();
            let (status, _, text) = parts(rejection.into_response());
            assert!(!shown.is_empty() && !text.contains("made-up"));
            (status, text)
        })
    }

    #[test]
    fn answers_are_json() {
        let json = Some("application/json".to_owned());
        assert_eq!(parts(respond(&[1, 2])), (200, json, "[1,2]".to_owned()));
        let (format, body) = ("text/plain", Box::default());
        let opaque = OpaqueEvent { format, body };
        assert_eq!(parts(respond(&opaque)), (500, None, String::new()));
    }

    #[test]
    fn a_handler_takes_what_is_decoded_and_verified() {
        const GOOD: &str = r#"{"id":1}"#;
        let unverified = (401, "the request is not verified".to_owned());
        let undecoded = (400, "the body cannot be decoded".to_owned());
        let too_large = (413, "the body is too large".to_owned());
        let received = take::<Received<Json>>("another", GOOD).unwrap();
        assert_eq!(&*received.body, GOOD);
        let delivery = take::<Delivery<Json>>("made-up", GOOD).unwrap();
        assert_eq!(&*delivery.received.body, GOOD);
        let deliveries = take::<Deliveries<Json>>("made-up", GOOD).unwrap();
        assert_eq!(&*deliveries.batch[0].as_ref().unwrap().body, GOOD);
        for body in ["{", "[1"] {
            let refused = take::<Received<Json>>("", body).unwrap_err();
            assert_eq!(refused, undecoded);
            let refused = take::<Delivery<Json>>("made-up", body).unwrap_err();
            assert_eq!(refused, undecoded);
            let refused = take::<Deliveries<Json>>("made-up", body).unwrap_err();
            assert_eq!(refused, undecoded);
        }
        for body in [GOOD, "{"] {
            let refused = take::<Delivery<Json>>("another", body).unwrap_err();
            assert_eq!(refused, unverified);
            let refused = take::<Deliveries<Json>>("another", body).unwrap_err();
            assert_eq!(refused, unverified);
        }
        let large = "1".repeat(21);
        let refused = take::<Delivery<Json>>("made-up", large).unwrap_err();
        assert_eq!(refused, too_large);
        let larger = "1".repeat((2 << 20) + 1);
        let (status, _) = take::<Received<Json>>("", larger).unwrap_err();
        assert_eq!(status, 413);
    }

    #[test]
    fn a_rejection_says_why_to_who_runs_the_app() {
        let rejection = Rejection::from(DecodeError::from(Rejected::NotUtf8));
        assert_eq!(rejection.to_string(), "the body is not UTF-8");
    }
}
