//! The front door attacked: every row of what a bare GraphQL server lets in, and every limit.

mod cost;
mod documents;
mod errors;
mod events;
mod introspection;
mod issuer;
mod key_sets;
mod library;
mod log;
mod order;
mod rotated_keys;
mod schema;
mod service;
mod serving;
mod sockets;
mod streams;
mod tokens;
mod transport;
