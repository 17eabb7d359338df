//! The listener: time to send a request's head is bounded, so that a slow socket cannot hold a place; no address holds more than a
//! share of the places, unless it is a proxy's; and a stop lets running requests finish.

use std::{
    future::Future,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo, response::Response};
use bytes::Bytes;
use futures_util::stream;
use http::{Method, Request, header};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{sleep, timeout},
};
use tower::ServiceExt;

use super::{
    bucket::Payer,
    limits::Limits,
    line::Line,
    proxy,
    shares::{Share, Shares},
};

/// Bytes of a request's head: the longest token that is read, and what else stands there.
const HEAD_BYTES: u16 = u16::MAX;
/// What an HTTP/2 client says first.
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Among the extensions of an answer to `HEAD`: a `GET` streams, and does not tell its length.
#[derive(Clone, Copy, Debug)]
pub struct Unmeasured;

/// Among a request's extensions: tells streams and sockets that the service stops.
#[derive(Clone)]
pub struct ShuttingDown(watch::Receiver<bool>);

impl ShuttingDown {
    /// Waits until the service stops.
    pub async fn wait(mut self) {
        let _ = self.0.wait_for(|stopping| *stopping).await;
    }
}

/// Serves `router` until `shutdown`, then waits for running requests, at most `limits.shutdown_time`.
///
/// # Errors
/// The listener's own; a failed connection ends that connection only.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(limits.connections));
    let shares = Shares::of(limits.connections_per_address);
    let (stop, stopping) = watch::channel(false);
    let graceful = GracefulShutdown::new();
    tokio::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let Some((stream, peer, place)) = accepted else { continue };
        let share = match is_proxy(peer.ip(), limits) {
            true => None,
            // Its own place is taken already.
            false => match shares.take_of(places.available_permits() + 1, Payer::of(None, Some(peer.ip()))) {
                None => {
                    turn_away(&stream);
                    continue;
                }
                share => share,
            },
        };
        let place: Place = (place, share);
        let watcher = graceful.watcher();
        let (router, limits, stopping) = (router.clone(), limits.clone(), ShuttingDown(stopping.clone()));
        tokio::spawn(async move {
            let Some(http2) = first_bytes(&stream, limits.header_time).await else { return };
            let line = Line::new(stream, place, limits.send_time);
            let trusted = limits.trusted_proxies.clone();
            let service = service_fn(move |mut request: Request<Incoming>| {
                let caller = proxy::caller(peer, request.headers(), &trusted);
                request.extensions_mut().insert(ConnectInfo(caller));
                request.extensions_mut().insert(stopping.clone());
                let is_head = request.method() == Method::HEAD;
                let answer = router.clone().oneshot(request.map(Body::new));
                async move { answer.await.map(|answer| if is_head { unmeasured(answer) } else { answer }) }
            });
            let builder = builder(&limits, http2);
            let connection = builder.serve_connection_with_upgrades(TokioIo::new(line), service);
            if let Err(error) = watcher.watch(connection.into_owned()).await {
                tracing::debug!(%error, "a connection ended");
            }
        });
    }
    drop(listener);
    let _ = stop.send(true);
    if timeout(limits.shutdown_time, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were still running when the time to stop was over");
    }
    Ok(())
}

/// A connection's place among all, and among its address's own.
type Place = (OwnedSemaphorePermit, Option<Share<Payer>>);

fn is_proxy(address: IpAddr, limits: &Limits) -> bool {
    let address = address.to_canonical();
    limits.trusted_proxies.iter().any(|net| net.contains(&address))
}

/// Says so in the protocol that most speak, as far as it goes without waiting.
fn turn_away(stream: &TcpStream) {
    const BUSY: &[u8] =
        b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    tracing::debug!("an address has as many connections as it may");
    let _ = stream.try_write(BUSY);
}

/// Of an answer to `HEAD` that a `GET` would give without telling its length, no length is told either: the router has put that
/// of an empty body there, which readers take for the answer's.
fn unmeasured(mut answer: Response) -> Response {
    if answer.extensions_mut().remove::<Unmeasured>().is_some() {
        answer.headers_mut().remove(header::CONTENT_LENGTH);
        *answer.body_mut() = Body::from_stream(stream::empty::<Result<Bytes, io::Error>>());
    }
    answer
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            let _ = stream.set_nodelay(true);
            Some((stream, peer, place))
        }
        Err(error) => {
            // Out of file descriptors, most likely: give connections time to end.
            tracing::warn!(%error, "no connection could be accepted");
            sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

/// Waits for what tells HTTP/1 from HTTP/2, within the time for a head; the server library waits for it without end.
async fn first_bytes(stream: &TcpStream, time: Duration) -> Option<bool> {
    let look = async {
        let mut bytes = [0_u8; PREFACE.len()];
        loop {
            let length = stream.peek(&mut bytes).await.ok().filter(|length| *length > 0)?;
            if bytes[..length] != PREFACE[..length] {
                return Some(false);
            }
            if length == PREFACE.len() {
                return Some(true);
            }
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(time, look).await.ok().flatten()
}

fn builder(limits: &Limits, http2: bool) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_time)
        .max_buf_size(usize::from(HEAD_BYTES));
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(limits.http2_streams)
        .max_header_list_size(u32::from(HEAD_BYTES))
        .keep_alive_interval(limits.keep_alive)
        .keep_alive_timeout(limits.header_time);
    if http2 { builder.http2_only() } else { builder.http1_only() }
}
