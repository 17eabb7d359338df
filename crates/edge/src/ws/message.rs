//! The words of the graphql-transport-ws protocol.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The subprotocol's name.
pub const PROTOCOL: &str = "graphql-transport-ws";
/// Characters of an operation's id; the client chooses it and we hold it.
const ID_CHARACTERS: usize = 128;

/// Why a socket is closed: code and reason of the protocol.
pub type Close = (u16, &'static str);
/// Not a message of the protocol.
pub const BAD_MESSAGE: Close = (4400, "Invalid message");
/// A text that is not UTF-8.
pub const BAD_TEXT: Close = (1007, "Text is not UTF-8");
/// An operation before `connection_init`.
pub const UNAUTHORIZED: Close = (4401, "Unauthorized");
/// The token proves nothing, and will not by being sent again: clients hold this code for final.
pub const UNPROVEN: Close = (4401, "Unauthorized");
/// The token's time is over: a client that connects again brings a new one, which its libraries do upon this code.
pub const EXPIRED: Close = (4403, "Token expired");
/// A message larger than the limit.
pub const TOO_LARGE: Close = (1009, "Message too large");
/// Not frames of the WebSocket protocol.
pub const BAD_FRAME: Close = (1002, "Protocol error");
/// The client speaks something else.
pub const BAD_SUBPROTOCOL: Close = (4406, "Subprotocol not acceptable");
/// No `connection_init` in time.
pub const INIT_TIMEOUT: Close = (4408, "Connection initialisation timeout");
/// An id in use.
pub const DUPLICATE: Close = (4409, "Subscriber already exists");
/// A second `connection_init`.
pub const SECOND_INIT: Close = (4429, "Too many initialisation requests");
/// The service stops, or the client is silent.
pub const GOING_AWAY: Close = (1001, "Going away");
/// The issuer of tokens is away.
pub const TRY_AGAIN: Close = (1013, "Try again later");

/// What a client says.
pub enum Said {
    /// The first word, with the content of `authorization`.
    Init(Option<String>),
    /// Wants a `pong`.
    Ping,
    /// Answers a `ping`.
    Pong,
    /// Begins an operation: its id and the JSON of its request.
    Subscribe(String, String),
    /// Ends an operation.
    Complete(String),
}

#[derive(Deserialize)]
struct Wire<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    id: Option<String>,
    #[serde(borrow)]
    payload: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
struct Init {
    #[serde(alias = "Authorization")]
    authorization: Option<String>,
}

impl Said {
    /// Reads a message.
    pub fn read(text: &str) -> Result<Self, Close> {
        let wire: Wire<'_> = serde_json::from_str(text).map_err(|_| BAD_MESSAGE)?;
        let id = wire.id.filter(|id| !id.is_empty() && id.chars().count() <= ID_CHARACTERS);
        match (wire.kind, id, wire.payload) {
            ("connection_init", _, None) => Ok(Self::Init(None)),
            ("connection_init", _, Some(payload)) => {
                let init: Option<Init> = serde_json::from_str(payload.get()).map_err(|_| BAD_MESSAGE)?;
                Ok(Self::Init(init.unwrap_or_default().authorization))
            }
            ("ping", ..) => Ok(Self::Ping),
            ("pong", ..) => Ok(Self::Pong),
            ("subscribe", Some(id), Some(payload)) => Ok(Self::Subscribe(id, payload.get().to_owned())),
            ("complete", Some(id), _) => Ok(Self::Complete(id)),
            _ => Err(BAD_MESSAGE),
        }
    }
}

/// What we say.
#[derive(Serialize)]
pub struct Saying<'a, P: Serialize> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<P>,
}

/// A message without operation.
pub fn word(kind: &'static str) -> Saying<'static, ()> {
    Saying { kind, id: None, payload: None }
}

/// A message of an operation.
pub fn of<'a, P: Serialize>(kind: &'static str, id: &'a str, payload: Option<P>) -> Saying<'a, P> {
    Saying { kind, id: Some(id), payload }
}
