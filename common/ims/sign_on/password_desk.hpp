#ifndef PTKT_IMS_SIGN_ON_PASSWORD_DESK_HPP
#define PTKT_IMS_SIGN_ON_PASSWORD_DESK_HPP

#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>

#include "common/base/secret.hpp"
#include "common/base/unique_fd.hpp"
#include "common/racf/model/new_password.hpp"
#include "common/racf/store/store.hpp"

namespace ptkt::ims_sign_on {

/// Compares and changes passwords on a thread of its own: each takes tens of milliseconds, which
/// nobody else who signs on or sends should wait for.
class PasswordDesk {
  public:
    /// Is the value the password of this hash?
    struct Comparison {
        base::Secret value;
        std::string hash;
    };
    /// A user who has proved to know the current value gets another one.
    struct Change {
        racf::UserId user;
        racf::PasswordKind kind = racf::PasswordKind::Password;
        base::Secret current;
        std::string hash;  ///< that the current value was found to match
        base::Secret fresh;
        base::Instant now{};
        std::string source;
    };
    using Work = std::variant<Comparison, Change>;
    struct Answer {
        std::uint64_t number = 0;
        base::Result<bool> matches{false};                                 ///< of a Comparison
        base::Result<racf::NewPassword> changed{racf::NewPassword::Good};  ///< of a Change
        std::optional<base::Error> unrecorded{};  ///< a Change is made, and not in the audit log
    };
    /// So much waits at most: the last one gets its answer after about ten seconds.
    static constexpr std::size_t kMostWaiting = 256;
    /// A change waits for no longer than this for another program, since comparisons wait with it.
    static constexpr std::chrono::milliseconds kLockLimit{250};
    /// Its record may take longer: it must not be left out.
    static constexpr std::chrono::milliseconds kAuditLimit{5'000};

    /// `store` is another opening of the store, for the thread alone.
    [[nodiscard]] static base::Result<std::unique_ptr<PasswordDesk>> open(
        std::unique_ptr<store::Store> store);
    PasswordDesk(const PasswordDesk&) = delete;
    PasswordDesk& operator=(const PasswordDesk&) = delete;
    ~PasswordDesk();

    /// Has it done; the answer has that number. False: too much waits already, or there is no
    /// thread to be had now.
    [[nodiscard]] bool give(std::uint64_t number, Work work);
    /// Nobody wants it any more; what is being done already gets its answer.
    void drop(std::uint64_t number);
    /// What has been done since the last call.
    [[nodiscard]] std::list<Answer> take();
    /// Readable while there is something to take.
    [[nodiscard]] int fd() const { return told_.get(); }

  private:
    /// The place of the answer is there before the work begins, so that it cannot be lost for want
    /// of memory.
    struct Given {
        Work work;
        std::list<Answer> place;  ///< one
    };

    PasswordDesk(std::unique_ptr<store::Store> store, base::UniqueFd told)
        : store_(std::move(store)), told_(std::move(told)) {}
    [[nodiscard]] bool begin();
    void run();
    void do_work(const Work& work, Answer& answer);
    [[nodiscard]] base::Result<racf::NewPassword> change(const Change& change);

    std::unique_ptr<store::Store> store_;
    base::UniqueFd told_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Given> waiting_;
    std::list<Answer> answers_;
    bool ends_ = false;
    std::thread thread_;  ///< from the first work on
};

}  // namespace ptkt::ims_sign_on

#endif
