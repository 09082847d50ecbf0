import { Navigate, type RouteObject } from "react-router";
import { BackupsPage } from "#features/backups/BackupsPage";
import { RestoreForm } from "#features/backups/RestoreForm";
import { Faulty } from "#features/frame/Faulty";
import { Frame } from "#features/frame/Frame";
import { NotBuiltPage } from "#features/frame/NotBuiltPage";
import { HelpPage } from "#features/help/HelpPage";
import { HomePage } from "#features/homepage/HomePage";
import { ImportPage } from "#features/order-import/ImportPage";
import { OrderListPage } from "#features/orders/OrderListPage";
import { SettingsPage } from "#features/settings/SettingsPage";
import { RenewPage } from "#features/start/RenewPage";
import { StartPage } from "#features/start/StartPage";
import { Chores } from "./Chores";
import { Gate } from "./Gate";
import { OrderWithLines } from "./OrderWithLines";

/** Every place of the desk. */
export const routes: RouteObject[] = [
  {
    element: <Chores />,
    errorElement: <Faulty />,
    children: [
      { path: "/start", element: <StartPage restore={RestoreForm} /> },
      {
        element: <Gate />,
        children: [
          { path: "/recovery", element: <RenewPage /> },
          {
            element: <Frame />,
            errorElement: <Faulty />,
            children: [
              { path: "/home", element: <HomePage /> },
              { path: "/entity", element: <NotBuiltPage area="entity" /> },
              { path: "/orders", element: <OrderListPage /> },
              { path: "/orders/:id", element: <OrderWithLines /> },
              { path: "/orders/:id/import", element: <ImportPage /> },
              { path: "/merchant-orders", element: <NotBuiltPage area="merchantOrders" /> },
              { path: "/settlement", element: <NotBuiltPage area="settlementAuthorisation" /> },
              { path: "/settlement/amounts", element: <NotBuiltPage area="settlementAmounts" /> },
              { path: "/password", element: <NotBuiltPage area="password" /> },
              { path: "/backups", element: <BackupsPage /> },
              { path: "/settings/:section?", element: <SettingsPage /> },
              { path: "/help/:section?", element: <HelpPage /> },
              { path: "*", element: <Navigate to="/home" replace /> },
            ],
          },
        ],
      },
    ],
  },
];
