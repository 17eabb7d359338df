//! A secretary's or a manager's hands: Chromium without JavaScript, order by order, at `tests/node/hands.mjs`.

use std::process::Stdio;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout},
};

use super::{App, local_server::LocalServer, node::script};

/// Someone in front of a browser that meets the service from outside. It is closed when this is dropped.
pub struct Hands {
    _child: Child,
    orders: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    _server: LocalServer,
}

impl Hands {
    /// Signs in by the form, with a role of the demonstration.
    pub async fn of(app: &App, role: &str) -> Self {
        let server = LocalServer::open(app.router()).await.expect("a port");
        let mut command = script("hands.mjs");
        command.arg(server.url()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("Node.js runs");
        let orders = child.stdin.take().expect("its input");
        let answers = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut hands = Self { _child: child, orders, answers, _server: server };
        hands.told(json!({ "as": role })).await;
        hands
    }

    /// Signs in anew, with another role.
    pub async fn become_role(&mut self, role: &str) {
        self.told(json!({ "as": role })).await;
    }

    /// Fills a command's form in, by its fields' names in the API, and sends it; the id of what was made or changed.
    /// A choice is named by its code, or by what stands in the list.
    pub async fn send(&mut self, form: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.told(json!({ "form": form, "fields": fields })).await;
        answer["id"].as_str().expect("an id").to_owned()
    }

    /// All of this stands on the page.
    pub async fn read(&mut self, page: &str, texts: &[&str]) {
        let answer = self.told(json!({ "page": page })).await;
        let shown = answer["text"].as_str().expect("a text");
        for text in texts {
            assert!(shown.contains(text), "“{text}” is missing on {page}:\n{shown}");
        }
    }

    async fn told(&mut self, order: Value) -> Value {
        self.orders.write_all(format!("{order}\n").as_bytes()).await.expect("it listens");
        let line = self.answers.next_line().await.expect("readable").unwrap_or_else(|| panic!("no answer to {order}"));
        let answer: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line}"));
        assert!(answer["fault"].is_null(), "{order}: {}", answer["fault"].as_str().unwrap_or_default());
        answer
    }
}
