//! Where papers' files lie when they do not lie in the database: in a store of objects, under keys that tell nothing of what is in them.

use futures_util::future::BoxFuture;
use kernel::{Result, id::MeetingPaperId};

use super::file::Checksums;

/// A store of objects, beside the database. It is asked while no transaction is open, and each call ends within a time of its own.
pub trait PaperObjects: Send + Sync {
    /// What the keys of new objects begin with: nothing, or parts that each end with `/`.
    fn prefix(&self) -> &str;

    /// Keeps `bytes` under `key`. What is there already is replaced, by the same: the key holds their SHA-256.
    ///
    /// # Errors
    /// `Unavailable` when the store is away or does not take them.
    fn put<'a>(&'a self, key: &'a str, bytes: &'a [u8]) -> BoxFuture<'a, Result<()>>;

    /// What lies under `key`, of which there must be `length` bytes.
    ///
    /// # Errors
    /// `Unavailable` when the store is away or does not give them; `Broken` when there is no such object, or one of another length.
    fn get<'a>(&'a self, key: &'a str, length: u64) -> BoxFuture<'a, Result<Vec<u8>>>;
}

/// The key of a paper's file: its prefix, the paper's id and the file's SHA-256. The same file of the same paper has the same key,
/// however often it is sent.
pub fn object_key(prefix: &str, paper: MeetingPaperId, sums: &Checksums) -> String {
    format!("{prefix}{}/{}", paper.public(), sums.sha256)
}

/// The paper that an object below `prefix` is a file of; none for one that is not ours.
pub fn paper_of(prefix: &str, key: &str) -> Option<MeetingPaperId> {
    let (paper, sum) = key.strip_prefix(prefix)?.split_once('/')?;
    let is_sum = sum.len() == 64 && sum.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_sum.then(|| MeetingPaperId::parse(paper)).flatten()
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;
    use crate::meeting::paper::FiledPaper;

    #[test]
    fn a_key_tells_of_the_paper_and_of_nothing_else() {
        let id: MeetingPaperId = Id::new(&SequentialIds::starting_at(9000));
        let sums = FiledPaper::of("Varsel hos Anna.txt", b"Anna".to_vec()).expect("a file").checksums();
        let key = object_key("underlag/", id, &sums);
        assert_eq!(key, format!("underlag/{}/{}", id.public(), sums.sha256));
        assert_eq!(paper_of("underlag/", &key), Some(id));
        for other in ["underlag/", "underlag/a/b", "other/a", format!("{key}0").as_str(), format!("{key}/a").as_str()] {
            assert_eq!(paper_of("underlag/", other), None, "{other}");
        }
    }
}
