#ifndef PTKT_IMS_RECEIVER_EXEC_APPLICATION_HPP
#define PTKT_IMS_RECEIVER_EXEC_APPLICATION_HPP

#include <deque>
#include <map>
#include <memory>

#include "common/ims/receiver/application.hpp"
#include "common/net/child.hpp"
#include "common/net/loop.hpp"

namespace ptkt::ims_receiver {

/// `--exec`: a run of the command for each message. The message is its standard input, a segment a
/// line as `--output text` has them; its standard output is the reply in the same form; what is
/// known of the message is in variables that begin with IMS_. An exit status other than 0 is the
/// end of a transaction by abend, and so is taking too long.
class ExecApplication final : public Application {
  public:
    struct Settings {
        std::string command;
        std::size_t at_once = 4;
        std::chrono::seconds limit{30};
        ebcdic::CodePage page = ebcdic::CodePage::Cp1047;
    };
    ExecApplication(Settings settings, net::Loop& loop, Done done)
        : settings_(std::move(settings)), loop_(loop), done_(std::move(done)) {}
    ExecApplication(const ExecApplication&) = delete;
    ExecApplication& operator=(const ExecApplication&) = delete;
    ~ExecApplication() override;

    void submit(JobNumber job, const Taken& taken) override;

  private:
    struct Waiting {
        JobNumber job;
        std::string input;
        net::Variables variables;
    };
    struct Running {
        net::Child child;
        std::string input;
        std::string reply;
        bool reads = true;  ///< its output is watched
    };

    void start_some();
    void start(Waiting next);
    void feed(JobNumber job);
    void collect(JobNumber job);
    void end(JobNumber job, std::string failure);
    void stop_feeding(Running& run);
    void stop_reading(Running& run);

    Settings settings_;
    net::Loop& loop_;
    Done done_;
    std::deque<Waiting> waiting_;
    std::map<JobNumber, Running> running_;
    /// Its end marks callbacks that come later as too late.
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace ptkt::ims_receiver

#endif
