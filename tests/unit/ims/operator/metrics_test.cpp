#include "common/ims/operator/metrics.hpp"

#include "tests/unit/test.hpp"

using namespace ptkt::ims_operator;
using namespace std::chrono_literals;

TEST_CASE("a bucket counts all that took at most so long") {
    Histogram histogram;
    for (const auto length : {50us, 100us, 300us, 2'000'000us})
        histogram.add(length);
    CHECK(histogram.up_to(0) == 2);
    CHECK(histogram.up_to(1) == 2);
    CHECK(histogram.up_to(2) == 3);
    CHECK(histogram.up_to(Histogram::kUpperEnds.size() - 1) == 3);
    CHECK(histogram.count() == 4);
    CHECK(histogram.sum() == Approx(2.00045));
}

TEST_CASE("the page tells each counter with its help and type") {
    Metrics metrics;
    metrics.opened = 3;
    metrics.connections.add("peer-closed");
    metrics.refusals.add("replayed");
    metrics.refusals.add("replayed");
    metrics.verify.add(150us);
    metrics.links.add("MSC21");
    metrics.link_messages.add("MSC21");
    const std::string page = prometheus_page(metrics, {2, {{"MSC21", 1}, {"MSC31", 0}}});
    for (const char* line :
         {"# TYPE imscon_recv_connections_open gauge\nimscon_recv_connections_open 2\n",
          "imscon_recv_connections_opened_total 3\n",
          "# TYPE imscon_recv_msc_links_open gauge\n"
          "imscon_recv_msc_links_open{lclplkid=\"MSC21\"} 1\n"
          "imscon_recv_msc_links_open{lclplkid=\"MSC31\"} 0\n",
          "imscon_recv_msc_links_total{lclplkid=\"MSC21\"} 1\n",
          "imscon_recv_msc_messages_total{lclplkid=\"MSC21\"} 1\n",
          "imscon_recv_connections_total{outcome=\"peer-closed\"} 1\n",
          "imscon_recv_refusals_total{reason=\"replayed\"} 2\n",
          "# TYPE imscon_recv_verify_seconds histogram\n",
          "imscon_recv_verify_seconds_bucket{le=\"0.0001\"} 0\n",
          "imscon_recv_verify_seconds_bucket{le=\"0.00025\"} 1\n",
          "imscon_recv_verify_seconds_bucket{le=\"+Inf\"} 1\n",
          "imscon_recv_verify_seconds_sum 0.000150000\n", "imscon_recv_verify_seconds_count 1\n"}) {
        INFO(line);
        CHECK(page.find(line) != std::string::npos);
    }
}
