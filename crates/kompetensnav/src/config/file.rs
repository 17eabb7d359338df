//! What is said of a file or folder that is named at the start and cannot be used: who names it, the cause and the way out. Never
//! what it is called: where a secret is written in a file's place, that is the secret.

use std::io::{self, ErrorKind};

/// A text for the operator. `named_by` is the key or the option; what stands in the file must be `form`.
pub(crate) fn unusable(named_by: &str, form: &str, error: &io::Error) -> String {
    let way = match error.kind() {
        ErrorKind::NotFound => "name one that is there".to_owned(),
        ErrorKind::PermissionDenied => {
            "let the service's user, and nobody else, read it (`chown`, `chmod 600`) and open its folder".to_owned()
        }
        ErrorKind::IsADirectory => "name a file in it".to_owned(),
        ErrorKind::NotADirectory => "name one whose folder is a folder".to_owned(),
        ErrorKind::InvalidData => format!("it must be {form}"),
        ErrorKind::ReadOnlyFilesystem => "name one where the service's user may write".to_owned(),
        ErrorKind::StorageFull => "make room on its disk, or name another".to_owned(),
        ErrorKind::AlreadyExists => "something stands in its place: remove that, or name another".to_owned(),
        _ => "look at its disk, or name another".to_owned(),
    };
    format!("{named_by}: {error}; {way}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_has_a_way_out() {
        let told = |kind: ErrorKind| unusable("seal.key_file", "a key", &io::Error::new(kind, "so"));
        assert_eq!(told(ErrorKind::InvalidData), "seal.key_file: so; it must be a key");
        assert_eq!(told(ErrorKind::NotFound), "seal.key_file: so; name one that is there");
        for kind in [ErrorKind::PermissionDenied, ErrorKind::IsADirectory, ErrorKind::StorageFull, ErrorKind::Other] {
            let way = told(kind).strip_prefix("seal.key_file: so; ").map(str::len);
            assert!(way.is_some_and(|long| long > 10), "{kind:?}");
        }
    }
}
