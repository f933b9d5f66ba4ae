#ifndef PTKT_RACF_STORE_AUDIT_CHAIN_HPP
#define PTKT_RACF_STORE_AUDIT_CHAIN_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/crypto/hash.hpp"

/// How the records of the audit log hang together. Each record ends with its number, `seq`, and
/// with `prev`, the hash of the record before it: so nothing in the middle can be changed, removed,
/// added or moved without a break. The head, in a file of its own, says how far the log has come:
/// it covers the last record and the end. The first record of each file has `log`, the number of
/// the file, and its `prev` goes on from the file before. A user who may write the store could
/// compute all of it again; a head that is kept elsewhere is beyond their reach.
namespace ptkt::store {

using ChainHash = crypto::Sha256Digest;

/// The hash of a record: of its line without the line end.
[[nodiscard]] ChainHash hash_of_record(std::string_view line);

/// One record of the chain, by which it can be named: "17:9F86D0...".
struct ChainPoint {
    std::uint64_t seq = 0;  ///< 0: before the first
    ChainHash hash{};
    friend bool operator==(const ChainPoint&, const ChainPoint&) = default;
};
[[nodiscard]] std::string to_string(const ChainPoint& point);
[[nodiscard]] std::optional<ChainPoint> parse_chain_point(std::string_view text);

/// How far the log has come.
struct ChainHead {
    ChainPoint last;
    std::uint64_t log = 0;   ///< the number of the file that is being written
    std::uint64_t size = 0;  ///< how long that was after the last record
    std::uint64_t inode = 0;
};
/// One line, always of the same length.
[[nodiscard]] std::string print_head(const ChainHead& head);
/// Nothing: it is damaged.
[[nodiscard]] std::optional<ChainHead> parse_head(std::string_view text);

/// What a record says of its place in the chain.
struct ChainLink {
    std::uint64_t seq = 0;
    ChainHash prev{};
    std::optional<std::uint64_t> log;  ///< it is the first of this file
    bool head_was_lost = false;
};
/// A record, as JSON, with its place added: a line without its end.
[[nodiscard]] std::string with_link(std::string record, const ChainLink& link);
/// Nothing: the line is not a record of the chain.
[[nodiscard]] std::optional<ChainLink> link_of(std::string_view line);

/// The place at which a chain goes on. What stands after the last record and is none itself (a
/// record that a crash cut off, lines of an earlier version) is covered by the next record's link.
class ChainEnd {
  public:
    explicit ChainEnd(ChainPoint last) : last_(last) {}

    [[nodiscard]] const ChainPoint& last() const { return last_; }
    /// What the next record has to say of the one before.
    [[nodiscard]] ChainHash expected() const;
    [[nodiscard]] bool continues(const ChainLink& link) const {
        return link.seq == last_.seq + 1 && link.prev == expected();
    }
    /// A record follows, without its line end.
    void add_record(std::string_view line, std::uint64_t seq);
    /// Something follows that is not a record of the chain, with its line end.
    void add_other(std::string_view bytes);

  private:
    ChainPoint last_;
    std::optional<crypto::Sha256> others_;
};

}  // namespace ptkt::store

#endif
