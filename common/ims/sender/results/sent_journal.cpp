#include "common/ims/sender/results/sent_journal.hpp"

#include "common/crypto/hash.hpp"

namespace ptkt::ims_sender {

namespace {

constexpr std::string_view kTitle = "imscon-send journal 2";
constexpr std::size_t kDigestLength = 16;
constexpr std::string_view kNotUsable =
    "--journal makes its file itself; what a damaged one has lost may have been acknowledged, so "
    "ask the receiver before you send it again with another";

}  // namespace

base::Result<SentJournal> SentJournal::open(const std::string& path) {
    auto lock = files::FileLock::acquire(path, std::chrono::milliseconds(0));
    if (!lock) return std::move(lock).error();
    auto records = spool::Journal::open(path, kTitle);
    if (!records) return base::with_hint(std::move(records).error(), std::string(kNotUsable));
    SentJournal journal(std::move(*lock), std::move(*records), path);
    if (auto loaded = journal.load(); !loaded) return std::move(loaded).error();
    return journal;
}

base::Status SentJournal::load() {
    for (;;) {
        const auto record = records_.next();
        if (!record) return record.error();
        if (!*record) break;
        if (!remember(**record))
            return base::with_hint(base::fail(base::ErrorKind::Config, "{} is damaged", path_),
                                   std::string(kNotUsable));
    }
    records_.rewind();
    return {};
}

/// False when a record makes no sense.
bool SentJournal::remember(const spool::StoredMessage& record) {
    if (record.number == 0) return true;  // the title
    if (record.content.empty()) return false;
    const char what = record.content.front();
    if (what == kRead) {
        if (record.number != static_cast<std::uint64_t>(read_before_) + 1) return false;
        ++read_before_;
        sent_.resize(record.number + 1);
        acknowledged_.resize(record.number + 1);
        return true;
    }
    if (record.number >= sent_.size()) return false;
    sent_[record.number] = what == kSent;
    acknowledged_[record.number] = what == kAcknowledged;
    return true;
}

base::Result<Before> SentJournal::meet(std::int64_t number, std::string_view original) {
    met_ = number;
    take_in(original);
    if (number > read_before_) {
        records_.add(static_cast<std::uint64_t>(number), kRead + place());
        added_ = true;
        return Before::Nothing;
    }
    if (auto checked = check_place(number); !checked) return std::move(checked).error();
    const auto at = static_cast<std::size_t>(number);
    if (acknowledged_[at]) return Before::Acknowledged;
    return sent_[at] ? Before::Sent : Before::Nothing;
}

base::Status SentJournal::meet_end() const {
    if (met_ >= read_before_) return {};
    return other_input(fmt::format("it ends after message {}", met_));
}

/// A chain: the digest of a message is that of all before it, and its own text.
void SentJournal::take_in(std::string_view original) {
    length_ += original.size();
    base::Bytes chained = std::move(digest_);
    const auto text = base::as_bytes(original);
    chained.insert(chained.end(), text.begin(), text.end());
    const auto digest = crypto::sha512(chained);
    digest_.assign(digest.begin(), digest.begin() + kDigestLength);
}

std::string SentJournal::place() const {
    base::ByteWriter writer;
    writer.u64(length_).raw(digest_);
    return std::string(base::as_text(writer.bytes()));
}

/// Messages are read in one order by all runs, and only what is new is recorded as read: these
/// records stand in the order of the input, and are read beside it.
base::Status SentJournal::check_place(std::int64_t number) {
    for (;;) {
        const auto record = records_.next();
        if (!record) return record.error();
        if (!*record) return base::fail(base::ErrorKind::Io, "{} is damaged", path_);
        if ((*record)->number == 0 || (*record)->content.front() != kRead) continue;
        if ((*record)->content == kRead + place()) return {};
        return other_input(fmt::format("message {} is not the same", number));
    }
}

void SentJournal::add(std::int64_t number, char what) {
    records_.add(static_cast<std::uint64_t>(number), std::string_view(&what, 1));
    added_ = true;
}

base::Status SentJournal::commit() {
    if (!added_) return {};
    added_ = false;
    return records_.commit();
}

base::Error SentJournal::other_input(std::string_view how) const {
    return base::with_hint(
        base::fail(base::ErrorKind::Usage, "{} is the journal of another input: {}", path_, how),
        "give the input that it was made with, or another --journal");
}

}  // namespace ptkt::ims_sender
