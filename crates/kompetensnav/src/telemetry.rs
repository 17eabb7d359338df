//! Logs as JSON lines, metrics for Prometheus.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::{EnvFilter, filter::LevelFilter};

static METRICS: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Logs go to standard error, one JSON object a line.
///
/// # Errors
/// A text for the operator when the filter is none.
pub fn logs(filter: &str) -> Result<(), String> {
    const NONE: &str =
        "log: this is no filter; write a level (off, error, warn, info, debug, trace), or e.g. info,gateway=debug";
    // A word alone is taken for the name of a crate, and everything else is silent.
    let is_no_level = |part: &str| !part.contains('=') && part.trim().parse::<LevelFilter>().is_err();
    if filter.trim().is_empty() || filter.split(',').any(is_no_level) {
        return Err(NONE.to_owned());
    }
    // Below info these libraries log raw bytes, tokens among them.
    let capped = format!("{filter},h2=info,hyper=info,tungstenite=info,rustls=info");
    let filter = EnvFilter::try_new(capped).map_err(|_| NONE)?;
    // A second call in the same process (tests) keeps the first subscriber.
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
    Ok(())
}

/// The metrics as Prometheus text; installs the recorder at first use.
pub fn metrics() -> String {
    let handle = METRICS.get_or_init(|| {
        PrometheusBuilder::new()
            .set_buckets(&[0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0])
            .ok()
            .and_then(|builder| builder.install_recorder().ok())
    });
    handle.as_ref().map_or_else(String::new, PrometheusHandle::render)
}
