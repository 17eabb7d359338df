//! Every limit of the front door, with its number, its reason and what meets who passes it. `extensions.limit` of a refusal repeats
//! the number. The documents print this table.

use std::time::Duration;

use ipnet::IpNet;

use super::{
    fault::Refusal,
    ws::{INIT_TIMEOUT, TOO_LARGE},
};

/// A limit as the documents tell it.
#[derive(Clone, Debug)]
pub struct Limit {
    /// Its name here and, where it can be set, in the configuration.
    pub name: &'static str,
    /// Its number, with its unit.
    pub number: String,
    /// What it bounds and why: sentences of the documents.
    pub about: &'static str,
    /// What meets who passes it.
    pub passed: Passed,
}

/// What meets who passes a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// A refusal.
    Refused(Refusal),
    /// The socket is closed with this code.
    SocketClosed(u16),
    /// The connection is closed, or not taken.
    ConnectionClosed,
    /// Nobody is refused for it alone.
    Nothing,
}

/// A number as the documents write it.
trait Written {
    fn written(&self, name: &str) -> String;
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).unwrap_or_default()).collect();
    parts.join(",")
}

impl Written for u64 {
    fn written(&self, name: &str) -> String {
        match *self {
            number if !name.contains("bytes") => grouped(number),
            number if number >= 1 << 20 && number % (1 << 20) == 0 => format!("{} MiB", grouped(number >> 20)),
            number if number >= 1 << 10 && number % (1 << 10) == 0 => format!("{} KiB", grouped(number >> 10)),
            number => format!("{} bytes", grouped(number)),
        }
    }
}

impl Written for u32 {
    fn written(&self, name: &str) -> String {
        u64::from(*self).written(name)
    }
}

impl Written for usize {
    fn written(&self, name: &str) -> String {
        u64::try_from(*self).unwrap_or(u64::MAX).written(name)
    }
}

impl Written for Duration {
    fn written(&self, _: &str) -> String {
        format!("{} s", grouped(self.as_secs()))
    }
}

macro_rules! limits {
    ($($(#[doc = $doc:literal])* $name:ident: $type:ty = $usual:expr, $passed:expr;)*) => {
        /// The numbers; the defaults are what the tests attack.
        #[derive(Clone, Debug)]
        pub struct Limits {
            $($(#[doc = $doc])* pub $name: $type,)*
            /// Proxies that are believed when they say in `X-Forwarded-For` who called them; anonymous callers are told apart by address.
            pub trusted_proxies: Vec<IpNet>,
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($name: $usual,)* trusted_proxies: Vec::new() }
            }
        }

        impl Limits {
            /// Each of them, as the documents tell it.
            pub fn told(&self) -> Vec<Limit> {
                vec![$(Limit {
                    name: stringify!($name),
                    number: self.$name.written(stringify!($name)),
                    about: concat!($($doc),*).trim_ascii(),
                    passed: $passed,
                }),*]
            }
        }
    };
}

const fn refused(refusal: Refusal) -> Passed {
    Passed::Refused(refusal)
}

limits! {
    /// Bytes of a request body. A bulk mutation of 250 rows is some 100 kB.
    body_bytes: usize = 1 << 20, refused(Refusal::BodyBytes);
    /// Bytes of bodies under way, all callers together, in pieces of 64 KiB; at every address, forms among them.
    bodies_bytes: u64 = 256 << 20, refused(Refusal::Busy);
    /// Such bytes of one network address, and never more than a quarter of what is free, so that the next address always finds some.
    bodies_bytes_per_address: u64 = 64 << 20, refused(Refusal::Busy);
    /// Bytes of a query string on GET: what browsers and proxies carry without complaint.
    query_string_bytes: usize = 16 << 10, refused(Refusal::QueryStringBytes);
    /// Bytes of a GraphQL document. The standard introspection query is 2 kB, our longest question 4 kB.
    document_bytes: usize = 16 << 10, refused(Refusal::DocumentBytes);
    /// Lexical tokens of a document. Bounds the parser's work and every validation rule.
    tokens: usize = 2_000, refused(Refusal::Tokens);
    /// Nesting over `{`, `[` and `(` together. The parser recurses and aborts the process near 1,500; 15 levels of selection with an
    /// argument object inside need about 25.
    nesting: usize = 32, refused(Refusal::Nesting);
    /// Depth of fields. The standard introspection query is 13 to 15 deep, depending on its age.
    depth: u64 = 15, refused(Refusal::Depth);
    /// Selections after fragments are expanded: validation and execution walk each of them.
    selections: u64 = 5_000, refused(Refusal::Selections);
    /// Aliases after fragments are expanded: an alias is how one field is asked many times.
    aliases: u64 = 30, refused(Refusal::Aliases);
    /// Directives, both as written and after fragments are expanded. Clients' own introspection has some tens: one on each field
    /// that older servers lack, in fragments for each depth of a type.
    directives: u64 = 100, refused(Refusal::Directives);
    /// Fields asked for again beside themselves, after fragments are expanded: the answer has them once, and each is executed.
    /// Components that bring their fragments ask for the same ids some tens of times.
    repeats: u64 = 100, refused(Refusal::Repeats);
    /// Items of one list, literal or in the variables.
    list_items: usize = 250, refused(Refusal::ListItems);
    /// Nesting of the variables.
    variables_depth: usize = 16, refused(Refusal::VariablesDepth);
    /// Values in the variables, all levels together.
    variables_values: usize = 10_000, refused(Refusal::VariablesValues);
    /// Cost of one operation, in fields answered if every page is full (see **Cost** below). 5,000 rows of 8 fields are 40,000; a field
    /// takes about 0.5 µs in the executor, so the ceiling is some 50 ms of processor.
    cost: u64 = 100_000, refused(Refusal::Cost);
    /// Cost a signed-in caller may spend at once: ten seconds' worth of the refill.
    bucket: u64 = 20_000_000, refused(Refusal::Budget);
    /// Cost a signed-in caller gets back each second: what one processor answers.
    bucket_refill: u64 = 2_000_000, Passed::Nothing;
    /// Cost a network address without sign-in may spend at once; of IPv6 a network of 64 bits.
    anonymous_bucket: u64 = 1_000_000, refused(Refusal::Budget);
    /// Cost such an address gets back each second.
    anonymous_refill: u64 = 100_000, Passed::Nothing;
    /// Charge for a request that is refused before it has a cost, so that refusals are not free.
    refusal_cost: u64 = 100, Passed::Nothing;
    /// Different tables of others' records that a signed-in caller may learn in a day (see **Tables** below). A person at work asks some
    /// tens; what noise hides of one person takes thousands of tables that differ by it.
    tables_a_day: u64 = 400, refused(Refusal::Tables);
    /// Such tables that an address without sign-in may learn in a day.
    anonymous_tables_a_day: u64 = 200, refused(Refusal::Tables);
    /// Callers remembered by the buckets; full buckets are forgotten first. So many signed-in ones are remembered by the ledger of
    /// tables, and so many others: 8 bytes a table, under 100 MB if each of them learns all they may.
    buckets: usize = 10_000, Passed::Nothing;
    /// Bytes that one operation may hold: the rows it has read and the answer it has made. 100,000 fields without long texts are
    /// 10 MB; written down an answer takes about as much again.
    operation_bytes: u64 = 32 << 20, refused(Refusal::OperationBytes);
    /// Time for one operation, for the opening of a subscription and for each of its events, from permit to answer; its SQL is dropped
    /// with it.
    operation_time: Duration = Duration::from_secs(20), refused(Refusal::OperationTime);
    /// Operations running at once in the process, subscriptions that are being opened among them. More would only wait for the database's
    /// connections.
    operations: usize = 128, Passed::Nothing;
    /// Operations of one caller at once: who asks for more waits until one of their own has ended, and others find a place.
    operations_per_caller: usize = 32, Passed::Nothing;
    /// Wait for a place among them.
    queue_time: Duration = Duration::from_secs(5), refused(Refusal::Busy);
    /// Bytes of finished answers that wait for their readers, all callers together (see **Waiting** below); those who are not signed in
    /// have half of them.
    waiting_bytes: u64 = 256 << 20, refused(Refusal::Busy);
    /// Such bytes of one caller. Who has nothing waiting is given an answer, however large.
    waiting_bytes_per_caller: u64 = 64 << 20, refused(Refusal::Waiting);
    /// Time to send the whole request head.
    header_time: Duration = Duration::from_secs(10), Passed::ConnectionClosed;
    /// Time to send the whole body, at every address, forms among them.
    body_time: Duration = Duration::from_secs(30), refused(Refusal::BodyTime);
    /// Time a reader may take nothing of what is sent. Of HTTP/2 the stream is broken off; an event stream ends as soon as one event waits
    /// so long.
    send_time: Duration = Duration::from_secs(60), Passed::ConnectionClosed;
    /// Time running requests get to finish when the service stops.
    shutdown_time: Duration = Duration::from_secs(25), Passed::ConnectionClosed;
    /// Connections at once, whatever they have become: a socket is one as long as it lasts.
    connections: usize = 4_096, Passed::ConnectionClosed;
    /// Connections of one network address at once, and never more than a quarter of those that are free, so that the next address always
    /// finds some. A proxy in `trusted_proxies` has no share, and what it forwards is not counted by connection: its own limit does that
    /// (nginx: `limit_conn`). A proxy that is not trusted has all its callers' connections here.
    connections_per_address: usize = 512, Passed::ConnectionClosed;
    /// Streams of one HTTP/2 connection at once.
    http2_streams: u32 = 128, Passed::Nothing;
    /// Sockets of one caller at once: a person has some tabs open, a program one or two. A token in the handshake or in
    /// `connection_init` tells whose; not signed in, of one network address.
    sockets_per_caller: usize = 64, refused(Refusal::Sockets);
    /// Sockets of one network address at once that have not yet said who speaks, each for `init_time`: apart from those that have, so
    /// that nobody who can say it is kept out by those who do not.
    unproven_sockets_per_address: usize = 256, refused(Refusal::Sockets);
    /// Time from the opening of a socket to `connection_init`.
    init_time: Duration = Duration::from_secs(10), Passed::SocketClosed(INIT_TIMEOUT.0);
    /// Bytes of one socket message: a document and its variables.
    message_bytes: usize = 256 << 10, Passed::SocketClosed(TOO_LARGE.0);
    /// Between keep-alive comments on an event stream and pings on a socket; proxies cut silence at 30–60 s.
    keep_alive: Duration = Duration::from_secs(15), Passed::Nothing;
    /// Subscriptions at once in the process, event streams among them.
    subscriptions: usize = 2_000, refused(Refusal::Subscriptions);
    /// Subscriptions of one caller at once, on sockets and event streams together.
    subscriptions_per_caller: usize = 200, refused(Refusal::Subscriptions);
    /// Subscriptions of one socket at once.
    subscriptions_per_socket: usize = 50, refused(Refusal::Subscriptions);
    /// Events of subscriptions resolved at once in the process, beside the operations (see **Events** below). The next
    /// stands in line as long as it must.
    events: usize = 32, Passed::Nothing;
    /// Events of one caller resolved at once, of however many subscriptions, so that others' find a place.
    events_per_caller: usize = 8, Passed::Nothing;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_their_unit() {
        assert_eq!((32_u64 << 20).written("operation_bytes"), "32 MiB");
        assert_eq!(16_384_usize.written("document_bytes"), "16 KiB");
        assert_eq!(1_000_u64.written("body_bytes"), "1,000 bytes");
        assert_eq!(20_000_000_u64.written("bucket"), "20,000,000");
        assert_eq!((15_u64.written("depth"), 4_096_usize.written("connections")), ("15".into(), "4,096".into()));
        assert_eq!(Duration::from_secs(20).written("operation_time"), "20 s");
    }
}
