#ifndef PTKT_RACF_REPLAY_GROUP_HPP
#define PTKT_RACF_REPLAY_GROUP_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/secret.hpp"
#include "common/base/time.hpp"
#include "common/racf/replay/epoch.hpp"

/// Receivers that honour the same application names, and so have to know of each other which
/// tickets were used: a group. They ask an engine, through a program that knows it
/// (ptkt-replay(7)).
namespace ptkt::replay {

/// A ticket that is valid and unused here, as the group knows it: all of its members compute the
/// same from it.
struct GroupUse {
    std::string user;
    std::string appl;
    std::string kind;
    base::Instant made;  ///< the ticket's moment of generation
};

enum class GroupOutcome {
    Fresh,       ///< recorded for all members, durably
    Used,        ///< at this member or another
    Unknown,     ///< the engine did not say: nothing may be accepted
    BeforeFloor  ///< the engine is another than before, and may have lost this one's record
};

/// `fresh`, `used`, `unknown`, `before-floor`.
[[nodiscard]] std::string_view to_string(GroupOutcome outcome);

struct GroupAnswer {
    GroupOutcome outcome = GroupOutcome::Unknown;
    std::string why;                     ///< with Unknown
    std::optional<base::Instant> floor;  ///< with BeforeFloor: later tickets are not concerned
};

/// What the members have in common: a key. The engine sees digests under it, and never a ticket.
class GroupKey {
  public:
    explicit GroupKey(base::Secret key) : key_(std::move(key)) {}

    /// 64 hexadecimal digits by which a table of other receivers is told.
    [[nodiscard]] std::string check() const { return digest_of("ptkt replay group"); }
    [[nodiscard]] std::string digest_of(const GroupUse& use) const;
    /// Ten minutes of moments: what is over is dropped by slots.
    [[nodiscard]] static std::int64_t slot_of(const GroupUse& use);

  private:
    [[nodiscard]] std::string digest_of(std::string_view text) const;

    base::Secret key_;
};

/// The dialogue with the program that asks the engine: bytes in, answers out. No file or process
/// but for the epoch.
class GroupDialogue {
  public:
    using Number = std::uint64_t;
    enum class Standing { Unheard, Ready, Away };

    GroupDialogue(GroupKey key, EpochKeeper epoch)
        : key_(std::move(key)), epoch_(std::move(epoch)) {}

    /// What a program that was just started has to be sent first.
    [[nodiscard]] std::string greeting() const { return "group " + key_.check() + "\n"; }
    /// Makes a question of a use; `line` is for the program.
    [[nodiscard]] Number ask(const GroupUse& use, std::string& line);

    /// What the program has written, at a moment of the system's clock.
    void take(std::string_view bytes, base::Instant now);
    /// The program is gone, or has not answered in time.
    void lose(std::string why);
    /// Writes down what is still to be written of the epoch.
    [[nodiscard]] base::Status settle() { return epoch_.settle(); }

    struct Answered {
        Number number;
        GroupAnswer answer;
    };
    [[nodiscard]] std::vector<Answered> take_answers() { return std::exchange(answers_, {}); }

    [[nodiscard]] Standing standing() const { return standing_; }
    /// Why it is away.
    [[nodiscard]] const std::string& why() const { return why_; }
    [[nodiscard]] const EpochKeeper& epoch() const { return epoch_; }
    [[nodiscard]] std::size_t waiting() const { return asked_.size(); }

  private:
    void take_line(std::string_view line, base::Instant now);
    void take_ready(std::string_view words, base::Instant now);
    void take_answer(std::string_view number, std::string_view word);
    [[nodiscard]] GroupAnswer answer_of(std::string_view word, base::Instant made) const;
    void be_away(std::string why);

    GroupKey key_;
    EpochKeeper epoch_;
    Number last_ = 0;
    std::map<Number, base::Instant> asked_;  ///< when the ticket of each question was made
    std::vector<Answered> answers_;
    std::string input_;
    Standing standing_ = Standing::Unheard;
    std::string why_;
};

}  // namespace ptkt::replay

#endif
