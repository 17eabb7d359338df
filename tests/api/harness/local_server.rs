//! A router on a loopback port, for those who can only come from outside: a browser, the audit, another program.

use axum::Router;
use tokio::{net::TcpListener, task::JoinHandle};

/// A served router; it closes when this is dropped.
pub struct LocalServer {
    url: String,
    server: JoinHandle<()>,
}

impl LocalServer {
    /// Serves `router` on a free port.
    pub async fn open(router: Router) -> Result<Self, String> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(|error| error.to_string())?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        let server = tokio::spawn(async move {
            let limits = edge::Limits::default();
            // As the service itself serves: sockets and streams end as its own do.
            if let Err(error) = edge::serve(listener, router, &limits, std::future::pending()).await {
                eprintln!("the served router stopped: {error}");
            }
        });
        Ok(Self { url: format!("http://{address}"), server })
    }

    /// `http://127.0.0.1:…`, without a path.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for LocalServer {
    fn drop(&mut self) {
        self.server.abort();
    }
}
