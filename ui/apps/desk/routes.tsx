import { Navigate, type RouteObject } from "react-router";
import { Faulty } from "#features/frame/Faulty";
import { NotBuiltPage } from "#features/frame/NotBuiltPage";
import { HomePage } from "#features/homepage/HomePage";
import { Chores } from "./Chores";
import { Gate } from "./Gate";
import { LastPlace } from "./LastPlace";
import { OrderWithLines } from "./OrderWithLines";
import { later } from "./pages";
import { Work } from "./Work";

/** Every place of the desk. Where a start leads is part of the first script; the other pages come with a later one. */
export const routes: RouteObject[] = [
  {
    element: <Chores />,
    errorElement: <Faulty />,
    // Until the first page is read nothing is shown, as before any start.
    hydrateFallbackElement: <></>,
    children: [
      { path: "/start", lazy: later("start") },
      {
        element: <Gate />,
        children: [
          { index: true, element: <LastPlace /> },
          { path: "/recovery", lazy: later("recovery") },
          {
            element: <Work />,
            errorElement: <Faulty />,
            children: [
              { path: "/home", element: <HomePage /> },
              { path: "/entity", element: <NotBuiltPage area="entity" /> },
              { path: "/orders", lazy: later("orders") },
              { path: "/orders/:id", element: <OrderWithLines /> },
              { path: "/orders/:id/import", lazy: later("imports") },
              { path: "/merchant-orders", element: <NotBuiltPage area="merchantOrders" /> },
              { path: "/settlement", element: <NotBuiltPage area="settlementAuthorisation" /> },
              { path: "/settlement/amounts", element: <NotBuiltPage area="settlementAmounts" /> },
              { path: "/account", lazy: later("account") },
              { path: "/account/register", lazy: later("register") },
              { path: "/account/reset", lazy: later("reset") },
              { path: "/password", lazy: later("password") },
              { path: "/outbox", lazy: later("outbox") },
              { path: "/attention", lazy: later("attention") },
              { path: "/attention/:id", lazy: later("decide") },
              { path: "/backups", lazy: later("backups") },
              { path: "/settings/:section?", lazy: later("settings") },
              { path: "/help/:section?", lazy: later("help") },
              { path: "*", element: <Navigate to="/home" replace /> },
            ],
          },
        ],
      },
    ],
  },
];
