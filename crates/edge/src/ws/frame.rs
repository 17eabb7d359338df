//! What the operations of a socket say, and in which order it is sent.

use std::collections::VecDeque;

use futures_util::{
    StreamExt,
    stream::{BoxStream, FuturesUnordered, StreamFuture},
};
use kernel::Lang;

use super::{
    super::{
        answer::{Answer, Payload},
        fault::{Fault, Refusal},
        waiting::Waits,
    },
    message::of,
};

/// The operations, each until its next frame.
pub type Operations = FuturesUnordered<StreamFuture<BoxStream<'static, Frame>>>;

/// What an operation says, with the operation's id.
pub enum Frame {
    /// Data, or errors beside data: the message as it is sent.
    Next(String, String),
    /// A refusal; the last frame.
    Error(String, Payload),
    /// The end.
    Complete(String),
}

/// A frame, and the operation that goes on when it has been sent.
pub struct PendingFrame {
    /// What is sent.
    pub frame: Frame,
    /// The operation from there on.
    pub rest: BoxStream<'static, Frame>,
    /// A frame that is not sent at once counts for its caller.
    pub waits: Option<Waits>,
}

impl Frame {
    /// The message of an answer.
    pub fn next(id: &str, payload: Payload, lang: Lang) -> Self {
        match serde_json::to_string(&of("next", id, Some(payload))) {
            Ok(text) => Self::Next(id.to_owned(), text),
            Err(cause) => {
                tracing::error!(%cause, "an answer cannot be written as JSON");
                Self::refusal(id, &Refusal::Internal.into(), lang)
            }
        }
    }

    /// Nothing but a fault.
    pub fn refusal(id: &str, fault: &Fault, lang: Lang) -> Self {
        Self::Error(id.to_owned(), Answer::refused(fault, lang).payload)
    }

    /// Whose it is.
    pub fn id(&self) -> &str {
        match self {
            Self::Next(id, _) | Self::Error(id, _) | Self::Complete(id) => id,
        }
    }

    /// Bytes of an answer; what is short by nature has none.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Next(_, text) => text.len() as u64,
            Self::Error(..) | Self::Complete(_) => 0,
        }
    }
}

/// What is to be sent next; none where no operation is left. An operation that was ended leaves without a word.
pub async fn next_pending(unsent: &mut VecDeque<PendingFrame>, operations: &mut Operations) -> Option<PendingFrame> {
    if let Some(next) = unsent.pop_front() {
        return Some(next);
    }
    loop {
        if let (Some(frame), rest) = operations.next().await? {
            return Some(PendingFrame { frame, rest, waits: None });
        }
    }
}
