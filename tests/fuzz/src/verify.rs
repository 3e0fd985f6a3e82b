//! A request to the verifiers: what is accepted is genuine by another computation, what was signed
//! is accepted, and altered it is not.
//!
//! The bytes are lines of headers, an empty line, and the body.

mod genuine;

use asyncapi_runtime::verify::{
    BodyToken, Cause, ConfigError, Encoding, HeaderSecret, Headers, HmacHeader, Jwt, NotVerified,
    SignedRequest, StandardWebhooks, Verify,
};

use crate::json::Json;

/// What the clock shows, in seconds since 1970.
const NOW: i64 = 1_700_000_000;

/// The secrets, newest first. In base64 as well, as Standard Webhooks write them.
const SECRETS: [&str; 2] = ["madeUpSecretNewer000", "madeUpSecretOlder000"];

type Sign = Box<dyn Fn(&[u8]) -> SignedRequest>;

/// A way to prove who sent a request.
struct Scheme {
    verifier: Box<dyn Verify>,
    /// The same request, from someone who knows the newer secret.
    sign: Sign,
    /// Which secret a request was made with, by the plainest computation there is.
    genuine: fn(&Request<'_>) -> Option<usize>,
    /// Whether the signature is of the whole body.
    signs_body: bool,
}

/// A request as it arrived.
struct Request<'a> {
    headers: Vec<(&'a str, &'a [u8])>,
    body: &'a [u8],
}

/// Verifies a request by every scheme, then one that each scheme makes of its body.
///
/// # Panics
/// Something does not hold.
pub fn run(data: &[u8]) {
    let request = Request::read(data);
    for scheme in schemes().expect("the secrets can be used") {
        accepted_if_genuine(&scheme, &request);
        signed(&scheme, request.body);
    }
}

fn schemes() -> Result<Vec<Scheme>, ConfigError> {
    fn scheme<V: Verify + Clone + 'static>(
        verifier: V,
        sign: fn(&V, &[u8]) -> SignedRequest,
        genuine: fn(&Request<'_>) -> Option<usize>,
        signs_body: bool,
    ) -> Scheme {
        let signer = verifier.clone();
        Scheme {
            verifier: Box::new(verifier),
            sign: Box::new(move |body| sign(&signer, body)),
            genuine,
            signs_body,
        }
    }
    let hex = HmacHeader::new("x-signature-256", SECRETS)?.prefix("sha256=");
    let base64 = HmacHeader::new("x-signature", SECRETS)?.encoding(Encoding::Base64);
    let jwt = Jwt::new(SECRETS)?.clock(|| NOW);
    let webhooks = StandardWebhooks::new(SECRETS)?.clock(|| NOW);
    let key = HeaderSecret::new("x-api-key", SECRETS)?;
    let bearer = HeaderSecret::new("authorization", SECRETS)?.bearer();
    let token = BodyToken::new("token", SECRETS)?;
    Ok(vec![
        scheme(hex, HmacHeader::sign, genuine::hex, true),
        scheme(base64, HmacHeader::sign, genuine::base64, true),
        scheme(jwt, Jwt::sign, genuine::jwt, true),
        scheme(webhooks, StandardWebhooks::sign, genuine::webhooks, true),
        scheme(key, HeaderSecret::sign, genuine::key, false),
        scheme(bearer, HeaderSecret::sign, genuine::bearer, false),
        scheme(token, BodyToken::sign, genuine::token, false),
    ])
}

impl<'a> Request<'a> {
    fn read(data: &'a [u8]) -> Self {
        let mut headers = Vec::new();
        let mut rest = data;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (line, behind) = (&rest[..end], &rest[end + 1..]);
            if line.is_empty() {
                rest = behind;
                break;
            }
            let Some(colon) = line.iter().position(|byte| *byte == b':') else {
                break;
            };
            let Ok(name) = std::str::from_utf8(&line[..colon]) else {
                break;
            };
            headers.push((name, line[colon + 1..].trim_ascii()));
            rest = behind;
        }
        Self {
            headers,
            body: rest,
        }
    }

    fn of(signed: &'a SignedRequest) -> Self {
        let headers = signed.headers.iter();
        Self {
            headers: headers
                .map(|(name, value)| (name.as_str(), value.as_slice()))
                .collect(),
            body: &signed.body,
        }
    }

    fn headers(&self) -> Headers<'_> {
        Headers::new(self.headers.iter().map(|(name, value)| (*name, *value)))
    }

    /// The value of a header that comes once.
    fn single(&self, name: &str) -> Option<&'a [u8]> {
        let mut headers = self.headers.iter();
        let mut values = headers
            .by_ref()
            .filter(|(other, _)| other.eq_ignore_ascii_case(name));
        let (_, value) = values.next()?;
        values.next().is_none().then_some(*value)
    }
}

fn accepted_if_genuine(scheme: &Scheme, request: &Request<'_>) {
    match scheme.verifier.verify(&request.headers(), request.body) {
        Ok(verified) => {
            let genuine = (scheme.genuine)(request);
            assert_eq!(genuine, Some(verified.secret), "accepted, and not genuine");
        }
        Err(error) => silent(&error),
    }
}

/// All errors look the same to a sender.
fn silent(error: &NotVerified) {
    let other = NotVerified::from(Cause::TooLarge);
    assert_eq!(error.to_string(), other.to_string());
    assert_eq!(format!("{error:?}"), format!("{other:?}"));
}

/// What is signed is accepted, and what is altered behind it is not.
fn signed(scheme: &Scheme, body: &[u8]) {
    let signed = (scheme.sign)(body);
    let accepts = |request: &SignedRequest| {
        let verified = scheme.verifier.verify(&request.headers(), &request.body);
        verified.map(|verified| verified.body.into_owned()).ok()
    };
    let accepted = accepts(&signed);
    assert!(
        accepted.is_some() || (scheme.genuine)(&Request::of(&signed)).is_none(),
        "genuine, and refused"
    );
    for (at, _) in signed.headers.iter().enumerate() {
        let mut twice = signed.clone();
        twice.headers.push(signed.headers[at].clone());
        assert_eq!(accepts(&twice), None, "a header that comes twice");
        // Another case of a hexadecimal digit is the same digit; this is no other case.
        let mut altered = signed.clone();
        altered.headers[at].1 = flipped(&signed.headers[at].1, body.len());
        assert_eq!(accepts(&altered), None, "an altered header");
    }
    if scheme.signs_body {
        let sum = body.iter().map(|byte| usize::from(*byte)).sum();
        let shorter = signed.body.split_last().map(|(_, body)| body.to_vec());
        let longer = [signed.body.as_slice(), b"\n"].concat();
        for altered in [Some(flipped(&signed.body, sum)), shorter, Some(longer)] {
            let Some(altered) = altered.filter(|altered| *altered != signed.body) else {
                continue;
            };
            let mut request = signed.clone();
            request.body = altered;
            assert_eq!(accepts(&request), None, "an altered body");
        }
    }
}

/// The bytes with a bit changed in one of them.
fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let length = bytes.len().max(1);
    if let Some(byte) = bytes.get_mut(at % length) {
        *byte ^= 1;
    }
    bytes
}

/// The string that is the only member of a name.
fn member(json: &Json, name: &str) -> Option<String> {
    let Json::Object(members) = json else {
        return None;
    };
    let mut values = members.iter().filter(|(other, _)| other == name);
    match (values.next(), values.next()) {
        (Some((_, Json::Scalar(text))), None) => serde_json::from_str(text).ok(),
        _ => None,
    }
}
