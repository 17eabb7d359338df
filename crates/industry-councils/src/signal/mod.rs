//! Signal: something in the world around that may come to change what an industry needs.

mod entity;
mod repo;
mod service;

#[cfg(test)]
pub(crate) use entity::tests;
pub use entity::{
    CaptureSignal, SettleSignal, Signal, SignalSettlement, SignalSource, SignalStatus, SignalVerb, Spread,
    SteepCategory, TRANSITIONS,
};
pub use repo::Column as SignalColumn;
pub use service::Signals;
