//! The way to a database server, which can be cut: what the service meets when its server stops, or when the network swallows all.

use std::{path::PathBuf, sync::Arc};

use tempfile::TempDir;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpStream, UnixListener, UnixStream},
    sync::watch,
    task::JoinHandle,
};

/// What the way does with what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Passes it on.
    Open,
    /// Ends each connection, also those that are there.
    Cut,
    /// Takes it and says nothing.
    Silent,
}

/// Where the server listens.
#[derive(Clone, Debug)]
enum Server {
    Socket(PathBuf),
    Address(String),
}

/// A relay in a folder of its own, ended when this is dropped.
pub struct Relay {
    folder: TempDir,
    way: watch::Sender<Way>,
    /// How many connections are passed on.
    passing: watch::Sender<usize>,
    server: Arc<Server>,
    serving: Option<JoinHandle<()>>,
}

impl Relay {
    /// Before the server of this URL.
    pub fn before(url: &str) -> Result<Self, String> {
        let parsed = reqwest::Url::parse(url).map_err(|error| error.to_string())?;
        let folder = parsed.query_pairs().find(|(name, _)| name == "host").map(|(_, folder)| folder.into_owned());
        let port = parsed.port().unwrap_or(5432);
        let server = match folder {
            Some(folder) => Server::Socket(PathBuf::from(folder).join(format!(".s.PGSQL.{port}"))),
            None => Server::Address(format!("{}:{port}", parsed.host_str().unwrap_or("localhost"))),
        };
        let folder = super::postgres::folder()?;
        let (way, passing) = (watch::Sender::new(Way::Open), watch::Sender::new(0));
        let mut relay = Self { folder, way, passing, server: Arc::new(server), serving: None };
        relay.listen();
        Ok(relay)
    }

    /// The URL of the same database through the relay.
    pub fn url(&self, url: &str) -> String {
        let parsed = reqwest::Url::parse(url).expect("a URL");
        let (user, password) =
            (parsed.username(), parsed.password().map(|word| format!(":{word}")).unwrap_or_default());
        format!("postgres://{user}{password}@localhost{}?host={}", parsed.path(), self.folder.path().display())
    }

    /// Nobody listens any more, and what was connected ends.
    pub async fn cut(&mut self) {
        self.way.send_replace(Way::Cut);
        if let Some(serving) = self.serving.take() {
            serving.abort();
            let _ = serving.await;
        }
        std::fs::remove_file(self.socket()).expect("it was listened to");
    }

    /// Once it returns nothing is passed on.
    pub async fn silence(&self) {
        self.way.send_replace(Way::Silent);
        let mut passing = self.passing.subscribe();
        passing.wait_for(|connections| *connections == 0).await.expect("the relay keeps the count");
    }

    /// All is as before, but for what was connected.
    pub fn open(&mut self) {
        // What was silent is not heard again.
        self.way.send_replace(Way::Cut);
        self.way.send_replace(Way::Open);
        if self.serving.is_none() {
            self.listen();
        }
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join(".s.PGSQL.5432")
    }

    fn listen(&mut self) {
        let listener = UnixListener::bind(self.socket()).expect("a socket");
        let (way, passing, server) = (self.way.clone(), self.passing.clone(), Arc::clone(&self.server));
        self.serving = Some(tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass(client, Arc::clone(&server), way.subscribe(), passing.clone()));
            }
        }));
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        if let Some(serving) = &self.serving {
            serving.abort();
        }
    }
}

async fn pass(
    mut client: UnixStream,
    server: Arc<Server>,
    mut way: watch::Receiver<Way>,
    passing: watch::Sender<usize>,
) {
    // Counted before the way is looked at, so that whoever closes it waits for this connection or is seen by it.
    passing.send_modify(|connections| *connections += 1);
    let opened = *way.borrow_and_update();
    let mut ended = false;
    if opened == Way::Open {
        let both = async {
            match &*server {
                Server::Socket(path) => both(&mut client, UnixStream::connect(path).await?).await,
                Server::Address(address) => both(&mut client, TcpStream::connect(address).await?).await,
            }
        };
        tokio::select! {
            _ = both => ended = true,
            _ = way.changed() => {}
        }
    }
    passing.send_modify(|connections| *connections -= 1);
    // Silent: whatever comes is taken until the way changes.
    while !ended && *way.borrow_and_update() == Way::Silent {
        let mut taken = [0; 4096];
        tokio::select! {
            read = client.read(&mut taken) => if !matches!(read, Ok(1..)) { return },
            _ = way.changed() => {}
        }
    }
}

async fn both<S: AsyncRead + AsyncWrite + Unpin>(client: &mut UnixStream, mut server: S) -> std::io::Result<()> {
    tokio::io::copy_bidirectional(client, &mut server).await?;
    server.shutdown().await
}
