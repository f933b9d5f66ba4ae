#ifndef PTKT_IMS_RECEIVER_COPROCESS_HPP
#define PTKT_IMS_RECEIVER_COPROCESS_HPP

#include <functional>
#include <memory>
#include <optional>
#include <set>

#include "common/ims/receiver/application.hpp"
#include "common/net/child.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_receiver {

/// `--coprocess`: one program that lives as long as this one. It is given a JSON object a line for
/// each message, that of `--output ndjson` with `id`, `kind` and `commit_mode` before; it replies
/// with `id` and `segments` (or `data`), `mod`, or `error`, in any order and when it likes. A line
/// with `tpipe` in the place of `id` is output for that tpipe. A reply with `conversation` has it
/// go on: the program gets that value again with the next message of the client, or is told that
/// there is none. When it ends, what it had not replied to has failed, and the next message starts
/// it again, once a second at most.
class Coprocess final : public Application {
  public:
    using Say = std::function<void(std::string_view)>;
    Coprocess(std::string command, ebcdic::CodePage page, net::Loop& loop, Done done, Async async,
              Say say)
        : command_(std::move(command)),
          page_(page),
          loop_(loop),
          done_(std::move(done)),
          async_(std::move(async)),
          say_(std::move(say)) {}
    Coprocess(const Coprocess&) = delete;
    Coprocess& operator=(const Coprocess&) = delete;
    ~Coprocess() override { stop(); }

    void submit(JobNumber job, const Taken& taken) override;
    void conversation_ended(const ImsConversation& conversation, std::string_view why) override;

  private:
    [[nodiscard]] base::Status start();
    void stop();
    void fail_later(JobNumber job, std::string why);
    void write(const json::Json& line);
    void want_to_write();
    void feed();
    void collect();
    void take(std::string_view line);
    void lose(const std::string& why);

    std::string command_;
    ebcdic::CodePage page_;
    net::Loop& loop_;
    Done done_;
    Async async_;
    Say say_;
    std::optional<net::Child> child_;
    std::optional<net::TimePoint> started_;
    std::string input_;
    bool writes_ = false;  ///< its input is watched
    std::string output_;
    std::set<JobNumber> jobs_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace ptkt::ims_receiver

#endif
