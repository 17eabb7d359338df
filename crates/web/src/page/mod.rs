//! The pages. Each is a function from what is known to HTML; nothing here asks anything of anyone.

pub(crate) mod accessibility;
pub(crate) mod commands;
pub(crate) mod document;
pub(crate) mod front;
pub(crate) mod keys;
pub(crate) mod open_data;
pub(crate) mod problem;
pub(crate) mod question;
pub(crate) mod shell;
pub(crate) mod sign_in;
pub(crate) mod time;

pub(crate) use shell::{Page, shell};
