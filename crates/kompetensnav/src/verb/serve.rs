//! `serve`: the service.

use tokio::net::TcpListener;

use super::ConfigArgs;
use crate::{
    telemetry,
    wiring::{self, Ambient, Service},
};

/// Run the service with a configuration.
///
/// Refuses to start on pending migrations or an unknown configuration key. Stops on SIGTERM or Ctrl-C when running
/// requests have finished. Knows only the issuers that the configuration names.
#[derive(Debug, clap::Args)]
pub struct Serve {
    #[command(flatten)]
    config: ConfigArgs,
    /// Address and port instead of the configured ones; port 0 picks a free one.
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), String> {
        let mut config = self.config.read()?;
        if let Some(listen) = self.listen {
            config.listen = listen;
        }
        telemetry::logs(&config.log)?;
        tracing::debug!("configuration read");
        gateway::prepare();
        let ambient = Ambient::default();
        let db = wiring::connect(&config, &ambient).await?;
        tracing::debug!("connected");
        wiring::require_migrated(&db).await?;
        tracing::debug!("migrations compared");
        let service = wiring::build(&config, db, &ambient)?;
        let listener = bind(&config.listen).await?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        tracing::info!(%address, "serving");
        open(service, listener).await
    }
}

/// Takes the address.
pub(super) async fn bind(listen: &str) -> Result<TcpListener, String> {
    TcpListener::bind(listen).await.map_err(|error| {
        let way = match error.kind() {
            std::io::ErrorKind::AddrInUse => "another program has it; end that, or choose another port",
            std::io::ErrorKind::PermissionDenied => "ports under 1024 are the system's; choose another",
            std::io::ErrorKind::AddrNotAvailable => "the address is not this machine's; 0.0.0.0 is all of them",
            _ => "write an address and a port, e.g. 127.0.0.1:8080",
        };
        format!("listen: {error}; {way}")
    })
}

/// Serves until told to stop.
pub(super) async fn open(service: Service, listener: TcpListener) -> Result<(), String> {
    let relay = tokio::spawn(service.app.relay.clone().run());
    let rollups = tokio::spawn(super::rollups::keep(service.db.clone(), service.added));
    let served = edge::serve(listener, service.router, &service.limits, stop()).await;
    relay.abort();
    rollups.abort();
    service.db.close().await;
    served.map_err(|error| error.to_string())
}

async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => {
                let _ = interrupt.await;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
    tracing::info!("stopping: running requests finish first");
}
