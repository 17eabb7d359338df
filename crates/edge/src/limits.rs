//! Every limit of the front door, with its number and its reason. `extensions.limit` of a refusal repeats the number.

use std::time::Duration;

use ipnet::IpNet;

/// The numbers. All may be changed in the configuration; the defaults are what the tests attack.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a request body. A bulk mutation of 250 rows is some 100 kB; 1 MiB leaves room and fits in memory.
    pub body_bytes: usize,
    /// Bytes of a query string on GET: what browsers and proxies carry without complaint.
    pub query_string_bytes: usize,
    /// Bytes of a GraphQL document. The standard introspection query is 2 kB, our longest question 4 kB.
    pub document_bytes: usize,
    /// Lexical tokens of a document. Bounds the parser's work and every validation rule.
    pub tokens: usize,
    /// Nesting over `{`, `[` and `(` together. The parser recurses on values and aborts the process near 1,500; 15 levels of
    /// selection with an argument object inside need about 25.
    pub nesting: usize,
    /// Directives, both as written and after fragments are expanded. Clients' own introspection has some tens: one on each field
    /// that older servers lack, in fragments for each depth of a type.
    pub directives: u64,
    /// Selections after fragments are expanded: validation and execution walk each of them.
    pub selections: u64,
    /// Aliases after fragments are expanded: an alias is how one field is asked many times.
    pub aliases: u64,
    /// Fields asked for again beside themselves, after fragments are expanded: the answer has them once, and each is executed.
    /// Components that bring their fragments ask for the same ids some tens of times.
    pub repeats: u64,
    /// Bytes that one operation may hold: the rows it has read and the answer it has made. 100,000 fields without long texts are
    /// 10 MB; written down an answer takes about as much again.
    pub operation_bytes: u64,
    /// Bytes of finished answers that wait for their readers, all callers together; those who are not signed in have half of them.
    pub waiting_bytes: u64,
    /// Such bytes of one caller. Who has nothing waiting is given an answer, however large.
    pub waiting_bytes_per_caller: u64,
    /// Depth of fields. The standard introspection query is 13 to 15 deep, depending on its age.
    pub depth: u64,
    /// Items of one list, literal or in the variables.
    pub list_items: usize,
    /// Nesting of the variables.
    pub variables_depth: usize,
    /// Values in the variables, all levels together.
    pub variables_values: usize,
    /// Cost of one operation, in fields answered if every page is full (see `cost`). 5,000 rows of 8 fields are 40,000; a field
    /// takes about 0.5 µs in the executor, so the ceiling is some 50 ms of processor.
    pub cost: u64,
    /// Cost a signed-in caller may spend at once: ten seconds' worth of the refill.
    pub bucket: u64,
    /// Cost a signed-in caller gets back each second: what one processor answers.
    pub bucket_refill: u64,
    /// Cost an address without sign-in may spend at once.
    pub anonymous_bucket: u64,
    /// Cost such an address gets back each second.
    pub anonymous_refill: u64,
    /// Callers remembered by the buckets; full buckets are forgotten first. So many signed-in ones are remembered by the ledger of
    /// tables, and so many others: 8 bytes a table, under 100 MB if each of them learns all they may.
    pub buckets: usize,
    /// Different tables of others' records that a signed-in caller may learn in a day. A person at work asks some tens; what noise
    /// hides of one person takes thousands of tables that differ by it.
    pub tables_a_day: u64,
    /// Such tables that an address without sign-in may learn in a day.
    pub anonymous_tables_a_day: u64,
    /// Charge for a request that is refused before it has a cost, so that refusals are not free.
    pub refusal_cost: u64,
    /// Time for one operation from permit to answer; its SQL is dropped with it.
    pub operation_time: Duration,
    /// Operations running at once in the process. More would only wait for the database pool.
    pub operations: usize,
    /// Wait for a place among them before 503.
    pub queue_time: Duration,
    /// Time to send the whole body, at every address.
    pub body_time: Duration,
    /// Time to send the whole request head.
    pub header_time: Duration,
    /// Time from the opening of a socket to `connection_init`.
    pub init_time: Duration,
    /// Time running requests get to finish when the service stops.
    pub shutdown_time: Duration,
    /// Between keep-alive comments on an event stream and pings on a socket; proxies cut silence at 30–60 s.
    pub keep_alive: Duration,
    /// Connections at once, whatever they have become: a socket is one.
    pub connections: usize,
    /// Connections of one network address at once, and never more than a quarter of those that are free, unless it is a trusted
    /// proxy's: the callers of a connection are then told apart by request, not by connection. A proxy that is not trusted has all
    /// its callers' connections here.
    pub connections_per_address: usize,
    /// Sockets of one caller at once: a person has some tabs open, a program one or two. Not signed in, of one network address.
    pub sockets_per_caller: usize,
    /// Sockets of one network address at once that have not yet said who speaks, each for `init_time`: apart from those that have, so
    /// that nobody who can say it is kept out by those who do not.
    pub unproven_sockets_per_address: usize,
    /// Time a reader may take nothing of what is sent.
    pub send_time: Duration,
    /// Proxies that are believed when they say in `X-Forwarded-For` who called them; anonymous callers are told apart by address.
    pub trusted_proxies: Vec<IpNet>,
    /// Streams of one HTTP/2 connection at once.
    pub http2_streams: u32,
    /// Subscriptions of one socket at once.
    pub subscriptions_per_socket: usize,
    /// Subscriptions at once in the process.
    pub subscriptions: usize,
    /// Subscriptions of one caller at once, on sockets and event streams together.
    pub subscriptions_per_caller: usize,
    /// Bytes of one socket message: a document and its variables.
    pub message_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1024 * 1024,
            query_string_bytes: 16 * 1024,
            document_bytes: 16 * 1024,
            tokens: 2_000,
            nesting: 32,
            directives: 100,
            selections: 5_000,
            aliases: 30,
            repeats: 100,
            operation_bytes: 32 << 20,
            waiting_bytes: 256 << 20,
            waiting_bytes_per_caller: 64 << 20,
            depth: 15,
            list_items: 250,
            variables_depth: 16,
            variables_values: 10_000,
            cost: 100_000,
            bucket: 20_000_000,
            bucket_refill: 2_000_000,
            anonymous_bucket: 1_000_000,
            anonymous_refill: 100_000,
            buckets: 10_000,
            tables_a_day: 400,
            anonymous_tables_a_day: 200,
            refusal_cost: 100,
            operation_time: Duration::from_secs(20),
            operations: 128,
            queue_time: Duration::from_secs(5),
            body_time: Duration::from_secs(30),
            header_time: Duration::from_secs(10),
            init_time: Duration::from_secs(10),
            shutdown_time: Duration::from_secs(25),
            keep_alive: Duration::from_secs(15),
            connections: 4_096,
            connections_per_address: 512,
            sockets_per_caller: 64,
            unproven_sockets_per_address: 256,
            send_time: Duration::from_secs(60),
            trusted_proxies: Vec::new(),
            http2_streams: 128,
            subscriptions_per_socket: 50,
            subscriptions: 2_000,
            subscriptions_per_caller: 200,
            message_bytes: 256 * 1024,
        }
    }
}
