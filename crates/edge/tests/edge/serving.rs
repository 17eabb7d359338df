//! The listener: slow sockets, and stopping.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, timeout},
};

use crate::service::{limits, service};

/// Whether the other side ends the connection within two seconds of `bytes`.
async fn ended_after(address: std::net::SocketAddr, bytes: &[u8]) -> bool {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut rest = Vec::new();
    timeout(Duration::from_secs(2), stream.read_to_end(&mut rest)).await.is_ok()
}

#[tokio::test]
async fn a_head_that_does_not_come_ends_the_connection() {
    let service = limits(|limits| limits.header_time = Duration::from_millis(200));
    let (address, _stop, _) = service.listen().await;
    for begun in ["", "P", "PRI * HT", "POST /graphql HTTP/1.1\r\nHost: a\r\nX-Slow: "] {
        let started = Instant::now();
        assert!(ended_after(address, begun.as_bytes()).await, "{begun}");
        assert!(started.elapsed() >= Duration::from_millis(150), "{begun}");
    }
}

#[tokio::test]
async fn a_body_that_does_not_come_is_answered_408() {
    let service = limits(|limits| limits.body_time = Duration::from_millis(200));
    let (address, _stop, _) = service.listen().await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head =
        "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"que";
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    timeout(Duration::from_secs(2), stream.read_to_end(&mut answer)).await.unwrap().unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 408"), "{}", String::from_utf8_lossy(&answer));
}

#[tokio::test]
async fn a_body_has_its_time_at_every_address_and_as_a_whole() {
    let service = limits(|limits| limits.body_time = Duration::from_millis(400));
    let read = async |body: axum::body::Bytes| body.len().to_string();
    let pages = axum::Router::new().route("/form", axum::routing::post(read));
    let service = service.beside(pages);
    let (address, _stop, _) = service.listen().await;
    let head = "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\na";
    for trickles in [false, true] {
        let stream = TcpStream::connect(address).await.unwrap();
        let (mut from, mut to) = stream.into_split();
        to.write_all(head.as_bytes()).await.unwrap();
        let trickle = tokio::spawn(async move {
            while trickles && to.write_all(b"a").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            std::future::pending::<()>().await;
        });
        let mut answer = Vec::new();
        let ended = timeout(Duration::from_secs(5), from.read_to_end(&mut answer)).await;
        assert!(ended.is_ok(), "a body is waited for without end");
        assert!(!answer.starts_with(b"HTTP/1.1 2"), "{}", String::from_utf8_lossy(&answer));
        trickle.abort();
    }
    // One that comes is read, and one that nobody reads keeps no connection.
    let whole = "POST /form HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc";
    assert!(ended_after(address, whole.as_bytes()).await);
    let unread = "GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\na";
    assert!(ended_after(address, unread.as_bytes()).await);
}

#[tokio::test]
async fn stopping_lets_running_requests_finish_and_takes_no_more() {
    let service = limits(|limits| limits.operation_time = Duration::from_millis(400));
    let (address, stop, task) = service.listen().await;
    let mut running = TcpStream::connect(address).await.unwrap();
    let body = r#"{"query":"{ slow }"}"#;
    let request = format!(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    running.write_all(request.as_bytes()).await.unwrap();
    while service.seen.calls.lock().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    stop.send(()).unwrap();
    let mut answer = Vec::new();
    timeout(Duration::from_secs(3), running.read_to_end(&mut answer)).await.unwrap().unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 504"), "{}", String::from_utf8_lossy(&answer));
    timeout(Duration::from_secs(3), task).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_stream_ends_when_the_service_stops() {
    let service = service();
    let (address, stop, task) = service.listen().await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let body = r#"{"query":"subscription { forever }"}"#;
    let request = format!(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = [0; 4_096];
    assert!(stream.read(&mut bytes).await.unwrap() > 0);
    stop.send(()).unwrap();
    let mut rest = Vec::new();
    timeout(Duration::from_secs(3), stream.read_to_end(&mut rest)).await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&rest).contains("event: complete"));
    timeout(Duration::from_secs(3), task).await.unwrap().unwrap();
}

/// The status that an anonymous caller gets through a proxy that says whom it was called by.
async fn asked_through_a_proxy(address: std::net::SocketAddr, forwarded: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let body = r#"{"query":"{ things(first: 45) { nodes { id name } } }"}"#;
    let request = format!(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: {forwarded}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).split(' ').nth(1).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn callers_behind_a_trusted_proxy_each_have_their_own_budget() {
    for (trusted, second) in [("127.0.0.0/8", "200"), ("192.0.2.0/24", "429")] {
        let service = limits(|limits| {
            (limits.anonymous_bucket, limits.anonymous_refill) = (100, 1);
            limits.trusted_proxies = vec![trusted.parse().unwrap()];
        });
        let (address, _stop, _) = service.listen().await;
        assert_eq!(asked_through_a_proxy(address, "203.0.113.1").await, "200");
        assert_eq!(asked_through_a_proxy(address, "203.0.113.1").await, "429", "the first has spent what there is");
        assert_eq!(asked_through_a_proxy(address, "203.0.113.2").await, second, "{trusted}");
        // Naming oneself further left gives no one else's budget.
        assert_eq!(asked_through_a_proxy(address, "198.51.100.9, 203.0.113.1").await, "429", "{trusted}");
    }
}

#[tokio::test]
async fn who_takes_nothing_of_an_event_stream_loses_it_and_its_place() {
    let service =
        limits(|limits| (limits.send_time, limits.subscriptions_per_caller) = (Duration::from_millis(300), 1));
    let (address, _stop, _) = service.listen().await;
    let ask = |events: usize| {
        let document = format!("subscription {{ texts(bytes: [{}]) }}", "2000000, ".repeat(events));
        let body = serde_json::json!({ "query": document }).to_string();
        format!(
            "POST /graphql HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    let mut never_read = TcpStream::connect(address).await.unwrap();
    never_read.write_all(ask(40).as_bytes()).await.unwrap();
    let place = async {
        loop {
            let mut other = TcpStream::connect(address).await.unwrap();
            other.write_all(ask(0).as_bytes()).await.unwrap();
            let mut told = [0; 12];
            other.read_exact(&mut told).await.unwrap();
            if &told == b"HTTP/1.1 200" {
                break;
            }
            assert_eq!(&told, b"HTTP/1.1 429", "{}", String::from_utf8_lossy(&told));
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    assert!(timeout(Duration::from_secs(10), place).await.is_ok());
    // What was on its way may still be read; then the connection ends.
    let mut rest = Vec::new();
    let ended = timeout(Duration::from_secs(10), never_read.read_to_end(&mut rest)).await;
    assert!(ended.is_ok() && rest.len() < 80_000_000, "{} bytes came", rest.len());
}

#[tokio::test]
async fn who_takes_nothing_of_an_answer_loses_the_connection() {
    let service = limits(|limits| (limits.send_time, limits.connections_per_address) = (Duration::from_millis(300), 1));
    let (address, _stop, _) = service.listen().await;
    let body = serde_json::json!({ "query": "{ things(first: 10) { nodes { text(bytes: 2000000) } } }" }).to_string();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut never_read = TcpStream::connect(address).await.unwrap();
    never_read.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    let place = async {
        loop {
            let mut other = TcpStream::connect(address).await.unwrap();
            other.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
            let mut told = String::new();
            if other.read_to_string(&mut told).await.is_ok() && told.starts_with("HTTP/1.1 200") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    assert!(timeout(Duration::from_secs(10), place).await.is_ok());
}

/// A connection that takes as little as the system lets it.
async fn reluctant(address: std::net::SocketAddr) -> TcpStream {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    socket.connect(address).await.unwrap()
}

fn large(authorization: &str) -> String {
    let body = serde_json::json!({ "query": "{ things(first: 4) { nodes { text(bytes: 2000000) } } }" }).to_string();
    format!(
        "POST /graphql HTTP/1.1\r\nHost: a\r\n{authorization}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Status and code of what begins to come on a connection.
async fn told(stream: &mut TcpStream) -> String {
    let mut bytes = [0; 1_024];
    let length = timeout(Duration::from_secs(10), stream.read(&mut bytes)).await.unwrap().unwrap();
    String::from_utf8_lossy(&bytes[..length]).into_owned()
}

#[tokio::test]
async fn answers_that_nobody_reads_are_bounded_for_each_caller() {
    let service = limits(|limits| {
        (limits.waiting_bytes, limits.waiting_bytes_per_caller) = (40_000_000, 10_000_000);
        limits.send_time = Duration::from_millis(1_500);
    });
    let (address, _stop, _) = service.listen().await;
    let mut first = reluctant(address).await;
    first.write_all(large("").as_bytes()).await.unwrap();
    assert!(told(&mut first).await.starts_with("HTTP/1.1 200"), "who has nothing waiting is given one");
    let mut second = reluctant(address).await;
    second.write_all(large("").as_bytes()).await.unwrap();
    let refused = told(&mut second).await;
    assert!(refused.starts_with("HTTP/1.1 429") && refused.contains("retry-after: 5"), "{refused}");
    assert!(refused.contains("LIMIT_WAITING_BYTES") && refused.contains("\"limit\":10000000"), "{refused}");
    // What is small is still answered, and so is another caller.
    assert_eq!(service.ask("{ hello }").await.status, 200);
    let mut other = reluctant(address).await;
    other.write_all(large(&format!("Authorization: Bearer {}\r\n", service.token())).as_bytes()).await.unwrap();
    assert!(told(&mut other).await.starts_with("HTTP/1.1 200"));
    // In its time the connection is ended, and what it would not take is gone.
    let again = async {
        loop {
            let mut third = reluctant(address).await;
            third.write_all(large("").as_bytes()).await.unwrap();
            if told(&mut third).await.starts_with("HTTP/1.1 200") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    assert!(timeout(Duration::from_secs(20), again).await.is_ok());
}

#[tokio::test]
async fn a_stream_of_http2_that_is_not_read_is_let_go_of_though_its_connection_lives() {
    let service = limits(|limits| {
        (limits.waiting_bytes, limits.waiting_bytes_per_caller) = (40_000_000, 10_000_000);
        limits.send_time = Duration::from_millis(500);
    });
    let (address, _stop, _) = service.listen().await;
    let stream = hyper_util::rt::TokioIo::new(TcpStream::connect(address).await.unwrap());
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(hyper_util::rt::TokioExecutor::new(), stream).await.unwrap();
    tokio::spawn(connection);
    let body = serde_json::json!({ "query": "{ things(first: 4) { nodes { text(bytes: 2000000) } } }" }).to_string();
    let mut ask = async || {
        let request = http::Request::post(format!("http://{address}/graphql"))
            .header("content-type", "application/json")
            .body(body.clone())
            .unwrap();
        sender.send_request(request).await.unwrap()
    };
    let unread = ask().await;
    assert_eq!(unread.status(), 200);
    let mut again = ask().await;
    assert_eq!(again.status(), 429);
    let until = Instant::now() + Duration::from_secs(20);
    while again.status() != 200 && Instant::now() < until {
        tokio::time::sleep(Duration::from_millis(100)).await;
        again = ask().await;
    }
    assert_eq!(again.status(), 200, "the first was let go of");
    // Who reads gets all of it; who did not is told that it was not all.
    let whole = http_body_util::BodyExt::collect(again.into_body()).await.unwrap().to_bytes();
    assert!(whole.len() > 8_000_000, "{} bytes", whole.len());
    assert!(http_body_util::BodyExt::collect(unread.into_body()).await.is_err());
}
