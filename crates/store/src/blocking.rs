//! What computes for long.

use kernel::{Error, Result};
use tokio::task::spawn_blocking;

/// Does `work` on a thread of its own: those that answer go on meanwhile.
///
/// # Errors
/// `Broken` where it panics.
pub async fn blocking<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> Result<R> {
    spawn_blocking(work).await.map_err(|error| Error::broken(error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[tokio::test]
    async fn it_is_done_on_another_thread_and_a_panic_there_is_a_fault() {
        let other = blocking(|| thread::current().id()).await.expect("done");
        assert_ne!(other, thread::current().id());
        let panicked = blocking::<()>(|| panic!("of the test")).await;
        assert!(matches!(panicked, Err(Error::Broken(_))), "{panicked:?}");
    }
}
