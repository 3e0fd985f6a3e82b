//! Handlers of axum, over a router and over a socket.

use std::io::{Read, Write};
use std::net::TcpStream;

use asyncapi_runtime::output::Output;
use asyncapi_runtime::shape::Shape;
use asyncapi_runtime::verify::{BodyToken, Delivery, Verifiable};
use asyncapi_runtime::{Json, Received, Wire};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::http::{Request, StatusCode};
use axum::routing::post;
use serde_core::Deserializer;
use tower::ServiceExt;

/// Anything.
#[derive(Debug)]
struct Event(Json);

impl Wire for Event {
    fn shape() -> &'static Shape {
        Json::shape()
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Json::decode(deserializer).map(Self)
    }

    fn encode(&self, output: &mut dyn Output) {
        self.0.encode(output);
    }
}

impl Verifiable for Event {
    type Verifier = BodyToken;
}

/// What an app may have beside its verifier.
#[derive(Clone)]
struct App {
    verifier: BodyToken,
    answer: &'static str,
}

impl FromRef<App> for BodyToken {
    fn from_ref(app: &App) -> Self {
        app.verifier.clone()
    }
}

fn router() -> Router {
    let verified = async |axum::extract::State(app): axum::extract::State<App>,
                          delivery: Delivery<Event>| {
        let Delivery {
            received, secret, ..
        } = delivery;
        format!("{} {secret} {}", app.answer, received.event.0.get().len())
    };
    let unverified = async |received: Received<Event>| received.body.into_string();
    Router::new()
        .route("/verified", post(verified))
        .route("/unverified", post(unverified))
        .layer(DefaultBodyLimit::max(100))
        .with_state(App {
            verifier: BodyToken::new("token", ["made-up-old", "made-up-new"])
                .unwrap()
                .max_body(60),
            answer: "got it",
        })
}

/// Status and text of what is answered.
async fn answer(path: &str, body: impl Into<Body>) -> (u16, String) {
    let request = Request::post(path).body(body.into()).unwrap();
    let response = router().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), 1000).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn requests_are_answered_as_they_should() {
    let long = format!(r#"{{"token":"made-up-new","x":"{}"}}"#, "x".repeat(40));
    let longer = format!(r#"{{"token":"made-up-new","x":"{}"}}"#, "x".repeat(90));
    let deep = format!("{{\"token\":\"made-up-new\",\"x\":{}", "[".repeat(20));
    let cases = [
        (r#"{"token":"made-up-new"}"#, 200, "got it 1 23"),
        (r#"{"token":"made-up-old","x":[]}"#, 200, "got it 0 30"),
        (
            r#"{"token":"made-up-neW"}"#,
            401,
            "the request is not verified",
        ),
        ("{}", 401, "the request is not verified"),
        ("", 401, "the request is not verified"),
        ("[]", 401, "the request is not verified"),
        (&deep, 401, "the request is not verified"),
        (&long, 413, "the body is too large"),
        (
            &longer,
            413,
            "Failed to buffer the request body: length limit exceeded",
        ),
    ];
    for (body, status, text) in cases {
        let expected = (status, text.to_owned());
        assert_eq!(
            answer("/verified", body.to_owned()).await,
            expected,
            "{body}"
        );
    }
    let cases = [
        ("[1]", 200, "[1]"),
        ("[1", 400, "the body cannot be decoded"),
        ("", 400, "the body cannot be decoded"),
        (
            &longer,
            413,
            "Failed to buffer the request body: length limit exceeded",
        ),
    ];
    for (body, status, text) in cases {
        let expected = (status, text.to_owned());
        assert_eq!(
            answer("/unverified", body.to_owned()).await,
            expected,
            "{body}"
        );
    }
    let (status, _) = answer("/unverified", vec![0xff]).await;
    assert_eq!(status, 400);
}

/// A server that an HTTP client of another make talks to: bytes on a socket.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_socket_is_answered() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async { axum::serve(listener, router()).await });
    let talk = move |body: &str| {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "POST /verified HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let answers = tokio::task::spawn_blocking(move || {
        [r#"{"token":"made-up-new"}"#, r#"{"token":"guess"}"#].map(talk)
    });
    let [accepted, refused] = answers.await.unwrap();
    assert!(accepted.starts_with("HTTP/1.1 200 OK\r\n"), "{accepted}");
    assert!(accepted.ends_with("got it 1 23"), "{accepted}");
    let refusal = format!("HTTP/1.1 {}\r\n", StatusCode::UNAUTHORIZED);
    assert!(refused.starts_with(&refusal), "{refused}");
    assert!(!refused.contains("token"), "{refused}");
    server.abort();
}
