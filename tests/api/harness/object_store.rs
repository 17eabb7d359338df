//! An S3-compatible store with one bucket, as a program of its own on a loopback port.

use std::process::Stdio;

use kompetensnav::{
    config::{PapersConfig, Secret},
    paper_store::PaperStore,
};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, ChildStdin, Command},
};

use super::needs::{object_store_python, tests_folder};

const BUCKET: &str = "nav-underlag";
const KEY_ID: &str = "ID4711";
/// Protects nobody, and is looked for where it may not stand.
pub const SECRET: &str = "secret4711";

/// A running store; it ends when this is dropped.
pub struct ObjectStore {
    child: Child,
    _input: ChildStdin,
    endpoint: String,
}

impl ObjectStore {
    /// Starts one that is empty.
    pub async fn open() -> Self {
        let mut command = Command::new(object_store_python().expect("Python with the store"));
        command.current_dir(tests_folder().join("clients")).args(["-B", "object_store.py", BUCKET, KEY_ID, SECRET]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut child = command.spawn().expect("it starts");
        let input = child.stdin.take().expect("its input");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let port = lines.next_line().await.expect("readable").expect("it says its port before it ends");
        Self { child, _input: input, endpoint: format!("http://127.0.0.1:{port}") }
    }

    /// How a service is told of it.
    pub fn config(&self) -> PapersConfig {
        PapersConfig {
            endpoint: self.endpoint.clone(),
            region: None,
            bucket: BUCKET.to_owned(),
            access_key_id: Secret(KEY_ID.to_owned()),
            secret_access_key: Secret(SECRET.to_owned()),
            secret_access_key_file: None,
            path_style: None,
            prefix: "nav/underlag/".to_owned(),
        }
    }

    /// The bucket, to look into.
    pub fn bucket(&self) -> PaperStore {
        PaperStore::of(self.config().bucket().expect("well written")).expect("a store")
    }

    /// The keys of the papers' files in it.
    pub async fn keys(&self) -> Vec<String> {
        let (objects, others) = self.bucket().objects().await.expect("a list");
        assert_eq!(others, 0);
        objects.into_iter().map(|object| object.key).collect()
    }

    /// Ends it, with what it holds.
    pub async fn stop(mut self) {
        self.child.kill().await.expect("ended");
    }
}
