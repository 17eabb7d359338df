//! What changed since an instant is found without reading the whole outbox, and from the index alone.

crate::ddl::step!("CREATE INDEX outbox_at ON outbox (at, subject);\n", back "DROP INDEX outbox_at;\n", []);
