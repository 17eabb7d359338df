//! A connection, for as long as it lasts and whatever it becomes: an upgrade hands it on, and its place with it.
//!
//! A reader who takes nothing for a while loses it. It ends as the other side can hear it: what has been said is delivered, and what
//! still comes is read and thrown away for a moment, for a connection that is closed upon unread bytes is reset, and the last word lost.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf},
    net::TcpStream,
    runtime::Handle,
    time::{Sleep, sleep, timeout},
};

/// How long what still comes is thrown away.
const LINGER: Duration = Duration::from_secs(2);

/// A connection that holds a `P`lace.
pub(super) struct Line<P: Send + 'static> {
    stream: Option<TcpStream>,
    place: Option<P>,
    patience: Duration,
    /// Runs while the other side takes nothing.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<P: Send + 'static> Line<P> {
    /// Over `stream`, whose reader may take nothing for as long as `patience`.
    pub(super) fn new(stream: TcpStream, place: P, patience: Duration) -> Self {
        Self { stream: Some(stream), place: Some(place), patience, stalled: None }
    }

    fn stream(&mut self) -> io::Result<Pin<&mut TcpStream>> {
        self.stream.as_mut().map(Pin::new).ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    /// What a write came to, or that the patience is over.
    fn within<T>(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let patience = self.patience;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(stalled.as_mut().poll(cx));
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the reader takes nothing")))
    }
}

impl<P: Send + 'static> Unpin for Line<P> {}

impl<P: Send + 'static> AsyncRead for Line<P> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.stream()?.poll_read(cx, bytes)
    }
}

impl<P: Send + 'static> AsyncWrite for Line<P> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = self.stream()?.poll_write(cx, bytes);
        self.within(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = self.stream()?.poll_write_vectored(cx, slices);
        self.within(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.as_ref().is_some_and(AsyncWrite::is_write_vectored)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream()?.poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream()?.poll_shutdown(cx)
    }
}

impl<P: Send + 'static> Drop for Line<P> {
    fn drop(&mut self) {
        let (stream, place) = (self.stream.take(), self.place.take());
        if let (Some(mut stream), Ok(runtime)) = (stream, Handle::try_current()) {
            runtime.spawn(async move {
                let _place = place;
                let end = async {
                    stream.shutdown().await?;
                    let mut thrown_away = [0; 4096];
                    while stream.read(&mut thrown_away).await? > 0 {}
                    io::Result::Ok(())
                };
                let _ = timeout(LINGER, end).await;
            });
        }
    }
}
