//! How many sockets, subscriptions and connections, and how much room, one caller and one address have of all that there is.

use std::time::Duration;

use futures_util::StreamExt;
use serde_json::json;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use super::{Socket, listening};
use crate::service::limits;

#[tokio::test]
async fn nobody_has_more_sockets_or_subscriptions_than_a_share() {
    let service = limits(|limits| (limits.sockets_per_caller, limits.subscriptions_per_caller) = (3, 4));
    let address = listening(&service).await;
    let mut open = Vec::new();
    for _ in 0..3 {
        open.push(Socket::greeted(address, None).await);
    }
    // A place among the address's own is wanted when it is known that nobody speaks.
    let is_refused = async || {
        let mut socket = Socket::connect(address).await;
        socket.say(json!({ "type": "connection_init" })).await;
        let heard = timeout(Duration::from_secs(5), socket.0.next()).await.unwrap().unwrap().unwrap();
        match heard {
            Message::Close(Some(frame)) => {
                assert_eq!(u16::from(frame.code), 1013);
                true
            }
            _ => false,
        }
    };
    assert!(is_refused().await, "the fourth");
    for id in 0..4_usize {
        open[id % 3].subscribe(&id.to_string(), "subscription { forever }").await;
        assert_eq!(open[id % 3].hear().await["type"], "next");
    }
    open[2].subscribe("5", "subscription { forever }").await;
    assert_eq!(open[2].hear().await["payload"][0]["extensions"]["code"], "LIMIT_SUBSCRIPTIONS");
    drop(open.pop());
    let again = async {
        while is_refused().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(timeout(Duration::from_secs(5), again).await.is_ok(), "a closed socket gives its share back");
    // Who signs in has a share of her own, and leaves the address its own.
    let mut signed_in = Vec::new();
    for _ in 0..3 {
        drop(open.pop());
        let bearer = Some(format!("Bearer {}", service.token()));
        signed_in.push(timeout(Duration::from_secs(5), Socket::patient(address, bearer)).await.unwrap());
    }
}

#[tokio::test]
async fn sockets_of_nobody_leave_room_for_who_can_say_who_speaks() {
    let service = limits(|limits| {
        (limits.sockets_per_caller, limits.unproven_sockets_per_address) = (2, 3);
        limits.init_time = Duration::from_secs(60);
    });
    let address = listening(&service).await;
    let bearer = format!("Bearer {}", service.token());
    // The address has as many as it may, and those who say nothing leave one place for who does.
    let nobody = (Socket::greeted(address, None).await, Socket::greeted(address, None).await);
    let mut silent = vec![Socket::connect(address).await, Socket::connect(address).await];
    let first = Socket::greeted(address, Some(bearer.clone())).await;
    silent.push(Socket::connect(address).await);
    let with = |bearer: Option<&str>| {
        let mut request = format!("ws://{address}/graphql/ws").into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse().unwrap());
        if let Some(bearer) = bearer {
            request.headers_mut().insert("authorization", bearer.parse().unwrap());
        }
        request
    };
    let told = connect_async(with(None)).await.expect_err("as many as may be silent").to_string();
    assert!(told.contains("429"), "{told}");
    let told = connect_async(with(Some("Bearer proves.no.thing"))).await.expect_err("the same").to_string();
    assert!(told.contains("429"), "{told}");
    // A token in the handshake is its caller's from the start.
    let mut second = Socket(connect_async(with(Some(&bearer))).await.expect("her second").0);
    second.say(json!({ "type": "connection_init" })).await;
    assert_eq!(second.hear().await["type"], "connection_ack");
    let told = connect_async(with(Some(&bearer))).await.expect_err("her third").to_string();
    assert!(told.contains("429"), "{told}");
    drop((nobody, silent, first, second));
}

#[tokio::test]
async fn a_message_counts_as_long_as_its_socket_keeps_room_for_it() {
    let service = limits(|limits| (limits.waiting_bytes, limits.waiting_bytes_per_caller) = (400_000, 100_000));
    let address = listening(&service).await;
    let large = "{ things(first: 1) { nodes { text(bytes: 60000) } } }";
    let mut sockets = Vec::new();
    for _ in 0..2 {
        sockets.push(Socket::greeted(address, Some(format!("Bearer {}", service.token()))).await);
    }
    sockets[0].subscribe("1", large).await;
    assert_eq!(sockets[0].hear().await["type"], "next");
    assert_eq!(sockets[0].hear().await["type"], "complete");
    // The same again takes no more room.
    sockets[0].subscribe("2", large).await;
    assert_eq!(sockets[0].hear().await["type"], "next");
    assert_eq!(sockets[0].hear().await["type"], "complete");
    sockets[1].subscribe("3", large).await;
    assert_eq!(sockets[1].hear().await["payload"][0]["extensions"]["code"], "LIMIT_WAITING_BYTES");
    // What is small comes through, and another caller's is another's.
    sockets[1].subscribe("4", "{ hello }").await;
    assert_eq!(sockets[1].hear().await["payload"]["data"]["hello"], "hej");
    let mut other = Socket::greeted(address, None).await;
    other.subscribe("5", large).await;
    assert_eq!(other.hear().await["type"], "next");
    drop(sockets.remove(0));
    let again = async {
        loop {
            sockets[0].subscribe("6", large).await;
            loop {
                match sockets[0].hear().await["type"].as_str() {
                    Some("next") => return,
                    Some("error") => break,
                    _ => {}
                }
            }
        }
    };
    timeout(Duration::from_secs(10), again).await.expect("a closed socket gives its room back");
}

#[tokio::test]
async fn a_socket_is_a_connection_and_no_address_has_all_of_them() {
    let service = limits(|limits| limits.connections_per_address = 4);
    let address = listening(&service).await;
    let mut open = Vec::new();
    for _ in 0..4 {
        open.push(Socket::greeted(address, None).await);
    }
    let mut fifth = TcpStream::connect(address).await.unwrap();
    let mut told = String::new();
    tokio::io::AsyncReadExt::read_to_string(&mut fifth, &mut told).await.unwrap();
    assert!(told.starts_with("HTTP/1.1 503") && told.contains("Retry-After"), "{told}");
    drop(open);
    let again = async {
        while timeout(Duration::from_millis(500), Socket::try_connect(address)).await.is_ok_and(|opened| !opened) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(timeout(Duration::from_secs(5), again).await.is_ok());
    // A proxy's connections are its callers', who are told apart by what it says of them.
    let service = limits(|limits| {
        limits.connections_per_address = 1;
        limits.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    });
    let address = listening(&service).await;
    let mut open = Vec::new();
    for _ in 0..4 {
        open.push(Socket::greeted(address, None).await);
    }
}

#[tokio::test]
async fn a_connection_more_than_there_are_waits_until_one_ends_whatever_the_others_became() {
    let service = limits(|limits| {
        limits.connections = 4;
        limits.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    });
    let address = listening(&service).await;
    let mut open = Vec::new();
    for _ in 0..4 {
        open.push(Socket::greeted(address, None).await);
    }
    // The fifth is not refused, and not answered either: it has no place.
    let mut fifth = TcpStream::connect(address).await.unwrap();
    let ask = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    tokio::io::AsyncWriteExt::write_all(&mut fifth, ask).await.unwrap();
    let mut told = String::new();
    let nothing = tokio::io::AsyncReadExt::read_to_string(&mut fifth, &mut told);
    assert!(timeout(Duration::from_millis(500), nothing).await.is_err() && told.is_empty(), "{told}");
    // Sockets are answered all the while.
    open[0].subscribe("1", "{ hello }").await;
    assert_eq!(open[0].hear().await["payload"]["data"]["hello"], "hej");
    drop(open.pop());
    let answered = tokio::io::AsyncReadExt::read_to_string(&mut fifth, &mut told);
    timeout(Duration::from_secs(20), answered).await.expect("it has its place").unwrap();
    assert!(told.starts_with("HTTP/1.1 200"), "{told}");
}
