//! A socket that asks one operation at a time. Over it every field is resolved: answers over HTTP may be written as they are read.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use super::local_server::LocalServer;

/// An open socket, whose caller has said who speaks.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// To the served router, with this token.
    pub async fn open(server: &LocalServer, token: &str) -> Self {
        let url = format!("{}/graphql/ws", server.url().replace("http", "ws"));
        let mut request = url.into_client_request().expect("an address");
        let protocol = "graphql-transport-ws".parse().expect("a header");
        request.headers_mut().insert("sec-websocket-protocol", protocol);
        let (socket, _) = connect_async(request).await.expect("a socket");
        let mut socket = Self(socket);
        let authorization = format!("Bearer {token}");
        socket.send(&json!({ "type": "connection_init", "payload": { "Authorization": authorization } })).await;
        assert!(socket.next().await.contains("connection_ack"));
        socket
    }

    /// The whole answer as it is written.
    pub async fn text(&mut self, query: &str, variables: &Value) -> String {
        let payload = json!({ "query": query, "variables": variables });
        self.send(&json!({ "type": "subscribe", "id": "1", "payload": payload })).await;
        let text = self.next().await;
        if text.contains("\"type\":\"next\"") {
            assert!(self.next().await.contains("\"type\":\"complete\""));
        }
        text
    }

    async fn send(&mut self, message: &Value) {
        self.0.send(Message::text(message.to_string())).await.expect("sent");
    }

    async fn next(&mut self) -> String {
        loop {
            match self.0.next().await.expect("an open socket").expect("a message") {
                Message::Text(text) => return text.as_str().to_owned(),
                Message::Close(frame) => panic!("closed: {frame:?}"),
                _ => {}
            }
        }
    }
}
