//! `/graphql/ws`: the graphql-transport-ws protocol. One task holds a socket and all its operations, so that whatever ends the
//! socket ends them and their SQL.

mod frame;
mod message;

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use axum::{
    extract::{
        FromRequestParts, Request, State,
        ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade},
    },
    response::Response,
};
use frame::{Frame, Operations, PendingFrame, next_pending};
use futures_util::{
    FutureExt, StreamExt,
    future::{BoxFuture, pending},
    stream::{AbortHandle, Abortable, BoxStream, FuturesUnordered, once},
};
use http::{HeaderMap, header};
use message::{
    BAD_FRAME, BAD_MESSAGE, BAD_SUBPROTOCOL, BAD_TEXT, Close, DUPLICATE, EXPIRED, GOING_AWAY, PROTOCOL, SECOND_INIT,
    Said, TRY_AGAIN, UNAUTHORIZED, UNPROVEN, of, word,
};
use serde::Serialize;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};
use tokio_tungstenite::tungstenite::{self, error::ProtocolError};

pub(super) use message::{INIT_TIMEOUT, TOO_LARGE};

use super::{
    Edge,
    answer::Answer,
    bucket::Payer,
    call::{Allows, Call, Opened},
    context::{CallInfo, Identity},
    fault::{Fault, Refusal},
    http::{circumstances, refuse},
    negotiation::Media,
    observe, request,
    serve::ShuttingDown,
    shares::{Share, Shares},
    waiting::{SMALL, Waits},
};

/// A client that does not read for this long is let go.
const SEND_TIME: Duration = Duration::from_secs(30);
/// How long a socket that is being closed waits for the other side to say so, too.
const PARTING_TIME: Duration = Duration::from_secs(5);
/// Bytes read at once.
const READ_BUFFER: usize = 8 * 1024;

/// The handler of the upgrade.
pub(super) async fn upgrade(State(edge): State<Arc<Edge>>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let info = circumstances(&parts);
    let media = Media::Json { by_name: false };
    let Ok(upgrade) = WebSocketUpgrade::from_request_parts(&mut parts, &()).await else {
        return refuse(&Refusal::Upgrade.into(), media, info.lang);
    };
    if !origin_allowed(&edge, &parts.headers) {
        return refuse(&strange_origin(&parts.headers), media, info.lang);
    }
    let bearer = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let address = parts.extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>().map(|info| info.0.ip());
    let stopping = parts.extensions.get::<ShuttingDown>().cloned();
    // Whoever has shown a token already is known by it; one that proves nothing is told so as the protocol has it.
    let known = match &bearer {
        Some(bearer) => edge.identify_bearer(bearer).await.ok(),
        None => None,
    };
    let (shares, payer) = match known.as_ref() {
        Some(_) => (&edge.sockets, Payer::of(known.as_ref(), address)),
        None => (&edge.unproven, Payer::of(None, address)),
    };
    let Some(share) = shares.take(payer) else {
        return refuse(&too_many(shares), media, info.lang);
    };
    upgrade
        .protocols([PROTOCOL])
        // Most sockets are idle: what they keep at hand is what they cost.
        .read_buffer_size(READ_BUFFER)
        .max_message_size(edge.config.limits.message_bytes)
        .max_frame_size(edge.config.limits.message_bytes)
        .on_upgrade(move |socket| async move {
            let spoken = socket.protocol().is_some_and(|protocol| protocol == PROTOCOL);
            let mut conversation = Conversation {
                edge,
                socket,
                info,
                bearer,
                address,
                identity: None,
                share,
                written: None,
                operations: FuturesUnordered::new(),
                unsent: VecDeque::new(),
                running: HashMap::new(),
                heard: Instant::now(),
            };
            let close = if spoken { conversation.hold(stopping).await } else { Some(BAD_SUBPROTOCOL) };
            conversation.part(close).await;
        })
}

fn too_many(shares: &Shares<Payer>) -> Fault {
    Fault::over(Refusal::Sockets, shares.most()).after(30)
}

/// A page of another origin has no cookie of ours to misuse, but it has no business here either unless configured.
fn origin_allowed(edge: &Edge, headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let same = origin.split_once("://").map(|(_, host)| host) == host && host.is_some();
    // A browser's origin has no last slash; a configured one may.
    same || edge.config.origins.iter().any(|allowed| allowed.trim_end_matches('/') == origin)
}

/// What an operator behind a proxy needs to know: which origin met which `Host`.
fn strange_origin(headers: &HeaderMap) -> Fault {
    let named = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let short = |text: &str| text.chars().take(120).collect::<String>();
    let (origin, host) = (short(named(header::ORIGIN)), short(named(header::HOST)));
    tracing::info!(
        %origin, %host,
        "a socket is refused: its origin is neither that of Host nor among `origins`; let the proxy pass Host on, or add the origin"
    );
    Fault::new(Refusal::Origin).with(origin).with(host)
}

struct Conversation {
    edge: Arc<Edge>,
    socket: WebSocket,
    info: CallInfo,
    bearer: Option<String>,
    address: Option<std::net::IpAddr>,
    identity: Option<Identity>,
    /// One of the sockets that its caller may have; until it is known who speaks, one of those that the address may have open so.
    share: Share<Payer>,
    /// What the socket holds for writing: as much as its largest message, for it keeps that room as long as it lasts.
    written: Option<Waits>,
    operations: Operations,
    /// What operations said while something else was being sent, no more than a frame of each.
    unsent: VecDeque<PendingFrame>,
    running: HashMap<String, AbortHandle>,
    heard: Instant,
}

impl Conversation {
    /// Talks until the socket ends; what is returned is why we close it.
    async fn hold(&mut self, stopping: Option<ShuttingDown>) -> Option<Close> {
        let limits = self.edge.config.limits.clone();
        match timeout(limits.init_time, self.initialise()).await {
            Err(_) => return Some(INIT_TIMEOUT),
            Ok(Err(close)) => return close,
            Ok(Ok(())) => {}
        }
        let mut expired = self.time_left();
        let mut stopping = match stopping {
            Some(stopping) => stopping.wait().boxed(),
            None => pending().boxed(),
        };
        let mut tick = interval(limits.keep_alive);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let outcome = tokio::select! {
                biased;
                () = &mut expired => Err(Some(EXPIRED)),
                () = &mut stopping => Err(Some(GOING_AWAY)),
                message = self.socket.recv() => match message {
                    Some(Ok(message)) => self.receive(message).await,
                    Some(Err(error)) => Err(unreadable(error)),
                    None => Err(None),
                },
                Some(next) = next_pending(&mut self.unsent, &mut self.operations) => self.say(next).await,
                _ = tick.tick() => self.ping(limits.keep_alive).await,
            };
            if let Err(close) = outcome {
                return close;
            }
        }
    }

    /// Waits for `connection_init` and learns who speaks.
    async fn initialise(&mut self) -> Result<(), Option<Close>> {
        loop {
            match self.socket.recv().await {
                Some(Ok(Message::Text(text))) => match Said::read(&text)? {
                    Said::Init(bearer) => {
                        let bearer = bearer.or_else(|| self.bearer.take());
                        self.identify(bearer).await?;
                        return self.send(&word("connection_ack")).await;
                    }
                    Said::Ping => self.send(&word("pong")).await?,
                    Said::Pong | Said::Complete(_) => {}
                    Said::Subscribe(..) => return Err(Some(UNAUTHORIZED)),
                },
                Some(Ok(Message::Binary(_))) => return Err(Some(BAD_MESSAGE)),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Err(error)) => return Err(unreadable(error)),
                Some(Ok(Message::Close(_))) | None => return Err(None),
            }
        }
    }

    /// Ends the socket: its operations first, then with a word, ours or the answer to theirs, and with time for it to arrive.
    async fn part(mut self, close: Option<Close>) {
        self.running.clear();
        self.unsent.clear();
        self.operations.clear();
        if let Some((code, reason)) = close {
            let frame = CloseFrame { code, reason: reason.into() };
            let _ = timeout(SEND_TIME, self.socket.send(Message::Close(Some(frame)))).await;
        }
        // Reading on sends the answer to their close, and waits for theirs to ours.
        let ended = async { while let Some(Ok(_)) = self.socket.recv().await {} };
        let _ = timeout(PARTING_TIME, ended).await;
    }

    async fn identify(&mut self, bearer: Option<String>) -> Result<(), Option<Close>> {
        let identity = match bearer {
            None => None,
            Some(bearer) => match self.edge.identify_bearer(&bearer).await {
                Ok(identity) => Some(identity),
                Err(fault) if fault.refusal == Refusal::IssuerAway => return Err(Some(TRY_AGAIN)),
                Err(fault) if fault.refusal == Refusal::TokenExpired => return Err(Some(EXPIRED)),
                Err(_) => return Err(Some(UNPROVEN)),
            },
        };
        let (sockets, payer) = (&self.edge.sockets, Payer::of(identity.as_ref(), self.address));
        if !self.share.is_of(sockets, &payer) {
            self.share = sockets.take(payer).ok_or(Some(TRY_AGAIN))?;
        }
        self.identity = identity;
        Ok(())
    }

    fn time_left(&self) -> BoxFuture<'static, ()> {
        match &self.identity {
            Some(identity) => {
                let left = identity.expires_at - self.edge.config.clock.now();
                sleep(left.to_std().unwrap_or_default()).boxed()
            }
            None => pending().boxed(),
        }
    }

    async fn receive(&mut self, message: Message) -> Result<(), Option<Close>> {
        self.heard = Instant::now();
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return Err(Some(BAD_MESSAGE)),
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
            Message::Close(_) => return Err(None),
        };
        match Said::read(&text)? {
            Said::Init(_) => Err(Some(SECOND_INIT)),
            Said::Ping => self.send(&word("pong")).await,
            Said::Pong => Ok(()),
            Said::Complete(id) => {
                self.end(&id);
                Ok(())
            }
            Said::Subscribe(id, payload) => self.subscribe(id, &payload).await,
        }
    }

    async fn subscribe(&mut self, id: String, payload: &str) -> Result<(), Option<Close>> {
        if self.running.contains_key(&id) {
            return Err(Some(DUPLICATE));
        }
        let most = self.edge.config.limits.subscriptions_per_socket;
        if self.running.len() >= most {
            let error = Fault::over(Refusal::Subscriptions, most).error(self.info.lang);
            return self.send(&of("error", &id, Some([error]))).await;
        }
        let (operation, extras) = match request::from_json(payload.as_bytes()) {
            Ok(read) => read,
            Err(_) => return Err(Some(BAD_MESSAGE)),
        };
        let call = Call {
            operation,
            identity: self.identity.clone(),
            address: self.address,
            info: CallInfo {
                idempotency_key: extras.idempotency_key,
                purpose: extras.purpose.or_else(|| self.info.purpose.clone()),
                last_event_id: extras.last_event_id.or_else(|| self.info.last_event_id.clone()),
                ..self.info.clone()
            },
            allows: Allows::Everything,
            cost_only: false,
            as_bytes: false,
        };
        let (handle, registration) = AbortHandle::new_pair();
        self.running.insert(id.clone(), handle);
        let frames = frames(self.edge.clone(), id, call);
        self.operations.push(Abortable::new(frames, registration).boxed().into_future());
        Ok(())
    }

    async fn say(&mut self, next: PendingFrame) -> Result<(), Option<Close>> {
        let PendingFrame { frame, rest, waits } = next;
        // From here on the socket counts it.
        drop(waits);
        match frame {
            Frame::Next(id, text) => {
                if let Err(fault) = self.count(text.len() as u64) {
                    self.end(&id);
                    return self.send(&of("error", &id, Some([fault.error(self.info.lang)]))).await;
                }
                self.send_text(text).await?;
                self.operations.push(rest.into_future());
                Ok(())
            }
            Frame::Error(id, payload) => {
                self.end(&id);
                self.send(&of("error", &id, Some(payload.errors))).await
            }
            Frame::Complete(id) => {
                self.end(&id);
                self.send(&of("complete", &id, None::<()>)).await
            }
        }
    }

    /// Drops the operation; nothing more is said of it.
    fn end(&mut self, id: &str) {
        self.unsent.retain(|pending| pending.frame.id() != id);
        if let Some(handle) = self.running.remove(id) {
            handle.abort();
        }
    }

    async fn send(&mut self, message: &impl Serialize) -> Result<(), Option<Close>> {
        self.send_text(serde_json::to_string(message).map_err(|_| None)?).await
    }

    /// Counts a message of `bytes` among what waits for the caller.
    fn count(&mut self, bytes: u64) -> Result<(), Fault> {
        if bytes > self.written.as_ref().map_or(SMALL, Waits::bytes) {
            let payer = Payer::of(self.identity.as_ref(), self.address);
            let had = self.written.as_ref().map_or(0, Waits::bytes);
            let more = self.edge.waiting.take(&payer, bytes - had)?;
            self.written = Some(more.and(self.written.take()));
        }
        Ok(())
    }

    async fn send_text(&mut self, text: String) -> Result<(), Option<Close>> {
        self.hand_over(Message::Text(text.into())).await
    }

    /// Sends, and lets the operations go on meanwhile: those of a client that does not read leave their places and end
    /// in their time.
    async fn hand_over(&mut self, message: Message) -> Result<(), Option<Close>> {
        let payer = Payer::of(self.identity.as_ref(), self.address);
        let Self { edge, socket, operations, unsent, info, .. } = self;
        let going_on = async {
            while let Some((frame, rest)) = operations.next().await {
                let Some(frame) = frame else { continue };
                let (frame, waits) = match edge.waiting.take(&payer, frame.bytes()) {
                    Ok(waits) => (frame, Some(waits)),
                    Err(fault) => (Frame::refusal(frame.id(), &fault, info.lang), None),
                };
                unsent.push_back(PendingFrame { frame, rest, waits });
            }
            pending().await
        };
        tokio::select! {
            biased;
            sent = timeout(SEND_TIME, socket.send(message)) => match sent {
                Ok(Ok(())) => Ok(()),
                _ => Err(None),
            },
            never = going_on => never,
        }
    }

    /// Keeps proxies from cutting the line, and lets go of who has not been heard for four beats.
    async fn ping(&mut self, beat: Duration) -> Result<(), Option<Close>> {
        if self.heard.elapsed() > beat * 4 {
            return Err(Some(GOING_AWAY));
        }
        self.hand_over(Message::Ping(Vec::new().into())).await
    }
}

/// Why what came cannot be read, where there is anything left to say.
fn unreadable(error: axum::Error) -> Option<Close> {
    match error.into_inner().downcast_ref::<tungstenite::Error>()? {
        tungstenite::Error::Capacity(_) => Some(TOO_LARGE),
        tungstenite::Error::Utf8(_) => Some(BAD_TEXT),
        tungstenite::Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => None,
        tungstenite::Error::Protocol(_) => Some(BAD_FRAME),
        _ => None,
    }
}

/// Runs one operation to its frames.
fn frames(edge: Arc<Edge>, id: String, call: Call) -> BoxStream<'static, Frame> {
    let opened = async move {
        let (next, end, lang) = (id.clone(), id.clone(), call.info.lang);
        let payer = Payer::of(call.identity.as_ref(), call.address);
        if let Err(fault) = edge.waiting.room(&payer) {
            let refused = Answer::refused(&fault, call.info.lang);
            observe::answered(&refused);
            return once(std::future::ready(Frame::Error(id, refused.payload))).boxed();
        }
        match edge.executor.open(call).await {
            Opened::Single(answer) => {
                observe::answered(&answer);
                let payload = answer.payload;
                if payload.data.is_none() {
                    return once(std::future::ready(Frame::Error(id, payload))).boxed();
                }
                let frames = [Frame::next(&next, payload, lang), Frame::Complete(end)];
                futures_util::stream::iter(frames).boxed()
            }
            Opened::Stream(payloads) => {
                let complete = once(std::future::ready(Frame::Complete(end)));
                let frames = payloads.map(move |payload| match payload.data {
                    Some(_) => Frame::next(&next, payload, lang),
                    None => Frame::Error(next.clone(), payload),
                });
                frames.chain(complete).boxed()
            }
        }
    };
    once(opened).flatten().boxed()
}
