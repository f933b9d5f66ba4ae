#ifndef PTKT_IMS_SIGN_ON_EXPLAINER_HPP
#define PTKT_IMS_SIGN_ON_EXPLAINER_HPP

#include <condition_variable>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/secret.hpp"
#include "common/formats/json/json.hpp"
#include "common/ims/sign_on/explain_limit.hpp"
#include "common/racf/authorization/authenticate.hpp"
#include "common/racf/diagnosis/collect.hpp"

namespace ptkt::ims_sign_on {

/// Why a sign-on was refused: the likeliest finding, and for whom it is.
struct Explained {
    std::string source;  ///< who signed on
    std::string user;
    std::string appl;
    std::string reason;
    base::Instant when{};  ///< the sign-on
    std::string cause{};   ///< one stable word; empty where no hypothesis explains the ticket
    std::string finding{};
    std::string todo{};
    std::optional<double> chance{};  ///< that it is a coincidence; absent for what is known
};
/// Its fields, in an event and on record, but for the time.
[[nodiscard]] json::Json explained_fields(const Explained& one);

/// Explains refused sign-ons, on a thread of its own of the lowest priority: nobody ever waits for
/// it. Nobody else has the ticket in hand, so nobody else could. It keeps to a rate, and to so many
/// profiles and names that each explanation is bounded; what is beyond is left out and counted. It
/// takes no lock of the store that a sign-on may need: what is known of an earlier use is in the
/// decision, and who takes an answer puts it on record.
class Explainer {
  public:
    static constexpr std::size_t kMostProfiles = 256;
    /// How long the end of the program waits for explanations that were asked for.
    static constexpr std::chrono::milliseconds kLastTimeLimit{500};

    /// `store` is another opening of the store, for the thread alone.
    Explainer(std::unique_ptr<store::Store> store, std::vector<racf::ApplName> more_appls);
    Explainer(const Explainer&) = delete;
    Explainer& operator=(const Explainer&) = delete;
    ~Explainer();

    /// Asks for the explanation of a rejection, if there is room for it.
    void ask(const authorization::SignOn& sign_on, const authorization::Decision& decision);
    [[nodiscard]] bool has_answers() const;
    /// What is explained by now, each once.
    [[nodiscard]] std::list<Explained> take();
    /// Whether there is something to wait for.
    [[nodiscard]] bool is_at_work() const;
    /// How many were left out since the last question.
    [[nodiscard]] std::size_t take_left_out();
    /// Waits for what was asked for, up to `kLastTimeLimit`, and ends the thread.
    void finish();

  private:
    struct Question {
        authorization::SignOn sign_on;
        base::Secret ticket;
        authorization::Decision decision;
    };
    void leave_out();
    void begin();
    void run();
    [[nodiscard]] std::list<Explained> explain(const Question& question);

    std::unique_ptr<store::Store> store_;
    diagnosis::Scope scope_;
    ExplainLimit limit_;
    mutable std::mutex mutex_;  ///< of all that follows
    std::size_t left_out_ = 0;
    std::condition_variable changed_;
    std::deque<Question> questions_;
    std::list<Explained> explained_;
    bool is_busy_ = false;
    bool ends_ = false;
    std::thread thread_;  ///< from the first question on
};

}  // namespace ptkt::ims_sign_on

#endif
