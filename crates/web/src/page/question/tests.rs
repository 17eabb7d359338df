pub(crate) fn questions() -> Vec<questions::Question> {
    questions::Catalogue::built_in().expect("the library").all().into_iter().cloned().collect()
}
