#ifndef PTKT_IMS_SIGN_ON_GROUP_REPLAY_HPP
#define PTKT_IMS_SIGN_ON_GROUP_REPLAY_HPP

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/net/child.hpp"
#include "common/net/loop.hpp"
#include "common/racf/replay/group.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::ims_sign_on {

/// The program that asks the engine of a group, and what it is started with.
struct GroupHelper {
    std::string program;
    std::string url;
};

/// The key of the group that a store has. Config: it has none.
[[nodiscard]] base::Result<replay::GroupKey> group_key_of(const store::Store& store);

/// Asks the helper of a group which tickets the other receivers have accepted. Nobody waits in here
/// but at the start: answers come by the loop. A helper that ends, or is silent for too long, is
/// started again; what it was asked is refused.
class GroupReplay {
  public:
    using Now = std::function<base::Instant()>;
    using Answers = std::vector<replay::GroupAnswer>;
    using Done = std::function<void(Answers)>;
    /// How long a helper may take for one answer: longer than it gives its engine.
    static constexpr std::chrono::seconds kTimeLimit{10};

    /// Starts the helper and waits until it has heard of its engine. Unavailable: that does not
    /// answer, or does not protect.
    [[nodiscard]] static base::Result<std::unique_ptr<GroupReplay>> open(GroupHelper helper,
                                                                         const store::Store& store,
                                                                         Now now);
    GroupReplay(const GroupReplay&) = delete;
    GroupReplay& operator=(const GroupReplay&) = delete;
    ~GroupReplay() { stop(); }

    /// From now on answers come by this loop, which must outlive it.
    void use(net::Loop& loop);
    /// `done` is called once: later, or at once when there is nothing to ask. `abandon` calls what
    /// is left.
    void ask(const std::vector<replay::GroupUse>& uses, Done done);
    /// Waits for the answers; for a program that has nothing else to do.
    [[nodiscard]] Answers ask_and_wait(const std::vector<replay::GroupUse>& uses);
    /// Answers everything that is asked with `unknown`.
    void abandon();

    /// Told whenever the engine has gone, with the reason, or has come back, without one.
    std::function<void(const std::string& why)> on_change;
    [[nodiscard]] bool is_ready() const {
        return dialogue_.standing() == replay::GroupDialogue::Standing::Ready;
    }
    /// The answers since the start, by word.
    [[nodiscard]] const std::map<std::string, std::uint64_t, std::less<>>& counts() const {
        return counts_;
    }
    [[nodiscard]] const replay::GroupDialogue& dialogue() const { return dialogue_; }

  private:
    struct Asked {
        Answers answers;
        std::size_t missing;
        Done done;
        net::TimePoint since;
    };
    struct Place {
        std::shared_ptr<Asked> asked;
        std::size_t index;
    };

    GroupReplay(GroupHelper helper, replay::GroupDialogue dialogue, Now now)
        : helper_(std::move(helper)), dialogue_(std::move(dialogue)), now_(std::move(now)) {}
    [[nodiscard]] base::Status start();
    void stop();
    void lose(const std::string& why);
    void watch();
    void write();
    void read();
    void hand_out();
    void look_after();
    [[nodiscard]] bool wait(net::TimePoint deadline);

    GroupHelper helper_;
    replay::GroupDialogue dialogue_;
    Now now_;
    net::Loop* loop_ = nullptr;
    std::optional<net::Child> child_;
    std::optional<net::Watch> input_watch_;
    std::optional<net::Watch> output_watch_;
    std::optional<net::Timer> timer_;
    std::string input_;  ///< what it is still to be sent
    std::map<replay::GroupDialogue::Number, Place> places_;
    std::map<std::string, std::uint64_t, std::less<>> counts_;
    std::string said_;  ///< of on_change, last
    bool is_told_ = false;
};

}  // namespace ptkt::ims_sign_on

#endif
