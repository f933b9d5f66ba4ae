#ifndef PTKT_IMS_RECEIVER_JOBS_HPP
#define PTKT_IMS_RECEIVER_JOBS_HPP

#include <map>
#include <memory>

#include "common/ims/receiver/application.hpp"
#include "common/ims/receiver/context.hpp"

namespace ptkt::ims_receiver {

/// The application of the settings, and what it works on.
class Jobs {
  public:
    using Done = Application::Done;

    explicit Jobs(Context& context) : context_(context) {}

    /// Once there is a loop. `async` gets output that belongs to no job.
    void start(Application::Async async);
    void stop() { application_.reset(); }
    [[nodiscard]] bool has_application() const { return application_ != nullptr; }
    [[nodiscard]] bool is_busy() const { return !jobs_.empty(); }
    /// Hands a message to the application; `done` is called later, from the loop.
    JobNumber submit(const Taken& taken, Done done);
    void end_conversation(const ImsConversation& conversation, std::string_view why) {
        if (application_) application_->conversation_ended(conversation, why);
    }

  private:
    void finished(JobNumber number, ims_protocol::TransactionEnd outcome);

    Context& context_;
    std::unique_ptr<Application> application_;
    JobNumber last_ = 0;
    std::map<JobNumber, Done> jobs_;
};

}  // namespace ptkt::ims_receiver

#endif
